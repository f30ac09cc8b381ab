using System.Diagnostics;

namespace Csss.Reports.Tests;

/// <summary>poppler-utils and qpdf: what others see in our PDFs. Tests that need them are skipped, visibly, where they are not installed.</summary>
internal static class PdfTools
{
    public static async Task<string> TextAsync(byte[] pdf, string? passphrase = null) =>
        (await RunAsync("pdftotext", pdf, [.. Passphrase(passphrase), "-enc", "UTF-8", Input, "-"])).Output;

    public static async Task<string> LayoutAsync(byte[] pdf) => (await RunAsync("pdftotext", pdf, "-layout", "-enc", "UTF-8", Input, "-")).Output;

    public static async Task<int> PagesAsync(byte[] pdf)
    {
        var line = (await RunAsync("pdfinfo", pdf, Input)).Output.Split('\n').Single(line => line.StartsWith("Pages:", StringComparison.Ordinal));
        return int.Parse(line["Pages:".Length..], System.Globalization.CultureInfo.InvariantCulture);
    }

    public static Task<(int ExitCode, string Output)> InfoAsync(byte[] pdf, string? passphrase = null) =>
        RunAsync("pdfinfo", pdf, [.. Passphrase(passphrase), Input]);

    public static Task<(int ExitCode, string Output)> QpdfAsync(byte[] pdf, params string[] arguments) => RunAsync("qpdf", pdf, [.. arguments, Input]);

    private const string Input = "{pdf}";

    private static string[] Passphrase(string? passphrase) => passphrase is null ? [] : ["-upw", passphrase];

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, byte[] pdf, params string[] arguments)
    {
        var installed = Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
        Assert.SkipUnless(installed, $"{program} is not installed");

        var file = Path.Combine(Path.GetTempPath(), $"csss-{Guid.NewGuid():N}.pdf");
        await File.WriteAllBytesAsync(file, pdf);
        try
        {
            var start = new ProcessStartInfo(program, arguments.Select(argument => argument == Input ? file : argument)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, output + await errors);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
