using System.Diagnostics;

namespace Csss.LocalHosting.Running;

/// <summary>
/// A process at the head of its own session, so that Ctrl-C in the terminal does not reach it and all its descendants can be signalled at once.
/// </summary>
internal sealed class ChildProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly Process _process;
    private readonly int _stopSignal;

    private ChildProcess(Process process, Action<string> output, int stopSignal)
    {
        _process = process;
        _stopSignal = stopSignal;
        Id = process.Id;
        Exited = ExitAsync(Task.WhenAll(PumpAsync(process.StandardOutput, output), PumpAsync(process.StandardError, output)));
    }

    public int Id { get; }

    /// <summary>The exit code, once all output has been read.</summary>
    public Task<int> Exited { get; }

    public static ChildProcess Start(Launch launch, Action<string> output)
    {
        var start = new ProcessStartInfo("setsid")
        {
            WorkingDirectory = launch.WorkingDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(launch.Program);
        foreach (var argument in launch.Arguments)
            start.ArgumentList.Add(argument);
        InheritedEnvironment.Reduce(start.Environment);
        foreach (var (name, value) in launch.Environment)
            start.Environment[name] = value;

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new ChildProcess(process, output, launch.StopSignal);
    }

    /// <summary>Asks for an end, and after some patience insists.</summary>
    public async Task StopAsync()
    {
        if (Exited.IsCompleted)
            return;
        Signals.SendToGroup(Id, _stopSignal);
        if (await Task.WhenAny(Exited, Task.Delay(Patience)) != Exited)
            Signals.SendToGroup(Id, Signals.Kill);
        await Exited;
    }

    private async Task<int> ExitAsync(Task output)
    {
        await _process.WaitForExitAsync();
        Signals.SendToGroup(Id, Signals.Kill); // what it started must not outlive it, and may hold its port
        await Task.WhenAny(output, Task.Delay(TimeSpan.FromSeconds(1))); // a descendant in a session of its own may hold the pipe
        return _process.ExitCode;
    }

    private static async Task PumpAsync(StreamReader reader, Action<string> output)
    {
        while (await reader.ReadLineAsync() is { } line)
            output(line);
    }
}
