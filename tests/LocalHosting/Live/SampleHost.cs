using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Csss.LocalHosting.Running;
using Csss.LocalHosting.Tests.Running;

namespace Csss.LocalHosting.Tests.Live;

/// <summary>The sample app host as a process, watched from outside. Everything it starts inherits a variable that no other process has.</summary>
internal sealed class SampleHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly string _run = Guid.NewGuid().ToString("N");
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _seen = [];
    private readonly Process _process;
    private int _open = 2; // standard output and standard error

    private SampleHost(Process process) => _process = process;

    public static SampleHost Start(TemporaryState state, string with = "web", bool interruptIgnored = false)
    {
        // The sample host's build lies beside this one, in artifacts/bin.
        var here = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var dll = Path.Combine(here.Parent!.Parent!.FullName, "Csss.SampleHost", here.Name, "Csss.SampleHost.dll");
        var start = interruptIgnored ? new ProcessStartInfo("sh", ["-c", "trap '' INT; exec dotnet \"$@\"", "sh", dll, "--with", with]) : new("dotnet", [dll, "--with", with]);
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["CSSS_STATE"] = state.Path;
        var process = new Process { StartInfo = start };
        var host = new SampleHost(process);
        start.Environment["SAMPLE_RUN"] = host._run;
        process.OutputDataReceived += (_, line) => host.Read(line.Data);
        process.ErrorDataReceived += (_, line) => host.Read(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return host;
    }

    public static async Task<SampleHost> ReadyAsync(TemporaryState state, string with = "web", bool interruptIgnored = false)
    {
        var host = Start(state, with, interruptIgnored);
        await host.SaysAsync("Ready in");
        return host;
    }

    public int Id => _process.Id;

    /// <summary>All it has said until now that was waited past.</summary>
    public string Seen => string.Join('\n', _seen);

    public async Task<string> SaysAsync(string text)
    {
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                var line = await _lines.Reader.ReadAsync(deadline.Token);
                _seen.Add(line);
                if (line.Contains(text, StringComparison.Ordinal))
                    return line;
            }
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"'{text}' was not said in {Patience.TotalMinutes} minutes:\n{Seen}", e);
        }
        catch (ChannelClosedException e)
        {
            throw new InvalidOperationException($"It ended without saying '{text}':\n{Seen}", e);
        }
    }

    public async Task<int> StopAsync(int signal)
    {
        Signals.Send(Id, signal);
        return await ExitAsync();
    }

    public async Task<int> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(deadline.Token);
        while (_lines.Reader.TryRead(out var line))
            _seen.Add(line);
        return _process.ExitCode;
    }

    /// <summary>As <c>running.json</c> has it.</summary>
    public static RunningProcess Running(TemporaryState state, string name) =>
        JsonSerializer.Deserialize<RunningProcess[]>(File.ReadAllText(Path.Combine(state.Path, "running.json")), JsonSerializerOptions.Web)!.Single(p => p.Name == name);

    /// <summary>All processes of this run that are alive, this host among them.</summary>
    public IReadOnlyList<string> Processes() => EnvironmentScan.Holding($"SAMPLE_RUN={_run}");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await StopAsync(Signals.Terminate);
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is not null)
            _lines.Writer.TryWrite(line);
        else if (Interlocked.Decrement(ref _open) == 0)
            _lines.Writer.TryComplete();
    }
}

internal sealed record RunningProcess(string Name, int? ProcessId, string[] Addresses, string Log);
