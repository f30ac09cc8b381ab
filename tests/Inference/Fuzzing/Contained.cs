using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Csss.Inference.Tests.Fuzzing;

/// <summary>
/// Runs a test in a process of its own, this program once more with only that test: native code that crashes fails the test and not the whole suite, a
/// hang can be ended, and peak memory is that of nothing else. The process has the service's own limit on its managed heap.
/// </summary>
internal static class Contained
{
    private const string Inside = "CSSS_FUZZ_INSIDE";
    private const string HeapLimit = "19000000"; // 400 MiB in hexadecimal, as Csss.Inference.csproj says.

    /// <param name="count">How many mutations.</param>
    /// <param name="slice">How many in one process.</param>
    /// <param name="test">What happens inside.</param>
    public static async Task RunAsync(int count, int slice, Func<FuzzRun, Task> test, [CallerMemberName] string method = "")
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Peak memory is read from /proc.");
        if (Environment.GetEnvironmentVariable(Inside) is { } folder)
        {
            await test(new FuzzRun(folder, Fuzz.From, count));
            return;
        }

        for (var done = 0; done < count; done += slice) await StartAsync(Fuzz.From + done, Math.Min(slice, count - done), method);
    }

    private static async Task StartAsync(int from, int count, string method)
    {
        var folder = Directory.CreateTempSubdirectory("csss-fuzz-").FullName;
        try
        {
            var program = typeof(Contained).Assembly.Location;
            var start = new ProcessStartInfo("/bin/sh", ["-c", "exec dotnet \"$0\" -method \"$1\" -noLogo -noColor > \"$2\" 2>&1", program, $"{typeof(FuzzTests).FullName}.{method}", Path.Combine(folder, "log")]);
            start.Environment[Inside] = folder;
            start.Environment["CSSS_FUZZ_COUNT"] = count.ToString(CultureInfo.InvariantCulture);
            start.Environment["CSSS_FUZZ_FROM"] = from.ToString(CultureInfo.InvariantCulture);
            start.Environment["CSSS_FUZZ_SEED"] = Fuzz.Seed.ToString(CultureInfo.InvariantCulture);
            start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
            using var process = Process.Start(start)!;
            var watch = Stopwatch.StartNew();
            var late = await WatchAsync(process, folder);
            var log = File.ReadAllText(Path.Combine(folder, "log"));
            if (late is not null) Assert.Fail($"{late}\n{log}");
            if (process.ExitCode != 0) Assert.Fail($"{method} ended with {process.ExitCode} at seed {Fuzz.Seed}, index {IndexOf(folder)}.\n{log}");
            TestContext.Current.TestOutputHelper?.WriteLine($"{await File.ReadAllTextAsync(FuzzRun.SummaryIn(folder))} ({watch.Elapsed.TotalSeconds:0.0} s)");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Until it ends, or one mutation takes too long. The answer says which, if so.</summary>
    private static async Task<string?> WatchAsync(Process process, string folder)
    {
        var (index, since, used) = ("", Stopwatch.StartNew(), TimeSpan.Zero);
        var ended = process.WaitForExitAsync();
        while (await Task.WhenAny(ended, Task.Delay(TimeSpan.FromSeconds(0.5))) != ended)
        {
            var now = UsedBy(process);
            if (IndexOf(folder) is var current && current != index) (index, since, used) = (current, Stopwatch.StartNew(), now);
            else if (since.Elapsed > Fuzz.Patience || (index.Length > 0 && now - used > Fuzz.ProcessorTime))
            {
                process.Kill(entireProcessTree: true);
                await ended;
                return $"Seed {Fuzz.Seed}, index {index} took more than {Fuzz.ProcessorTime} of the processor or {Fuzz.Patience} of the clock.";
            }
        }

        return null;
    }

    private static TimeSpan UsedBy(Process process)
    {
        try
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            return TimeSpan.Zero; // It has just ended.
        }
    }

    private static string IndexOf(string folder)
    {
        if (!File.Exists(FuzzRun.IndexIn(folder))) return "";
        using var file = new StreamReader(new FileStream(FuzzRun.IndexIn(folder), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return file.ReadToEnd();
    }
}
