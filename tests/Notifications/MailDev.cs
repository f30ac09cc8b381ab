using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Csss.Testing;
using MimeKit;

namespace Csss.Notifications.Tests;

/// <summary>The development inbox as its own process, on free ports.</summary>
internal sealed class MailDev : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(Repository(), "deploy/maildev/node_modules/maildev/dist/bin/maildev.js");
    private readonly Process _process;
    private readonly HttpClient _http;

    private MailDev(Process process, int smtpPort, int webPort)
    {
        (_process, SmtpPort) = (process, smtpPort);
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{webPort}") };
    }

    public static bool IsInstalled => File.Exists(Program);

    public int SmtpPort { get; }

    public static async Task<MailDev> StartAsync()
    {
        var (smtp, web) = (FreePorts.One(), FreePorts.One());
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Program, "--ip", "127.0.0.1", "--web-ip", "127.0.0.1", "--smtp", Text(smtp), "--web", Text(web) }) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var maildev = new MailDev(process, smtp, web);
        await Eventually.ShouldAsync("MailDev is up", maildev.IsUpAsync, TimeSpan.FromSeconds(60));
        return maildev;
    }

    /// <summary>The mails as the server stored them.</summary>
    public async Task<IReadOnlyList<MimeMessage>> MailsAsync()
    {
        var mails = new List<MimeMessage>();
        foreach (var mail in (await _http.GetFromJsonAsync<JsonElement>("/api/email")).EnumerateArray())
        {
            await using var source = await _http.GetStreamAsync($"/api/email/{mail.GetProperty("id").GetString()}/source");
            mails.Add(await MimeMessage.LoadAsync(source));
        }

        return mails;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<bool> IsUpAsync()
    {
        try
        {
            using var response = await _http.GetAsync("/api/healthz");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException) when (!_process.HasExited)
        {
            return false;
        }
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CSSS.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The repository is not above the tests.");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
