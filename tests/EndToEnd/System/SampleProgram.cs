using System.Collections.Concurrent;
using System.Diagnostics;
using Csss.Testing;

namespace Csss.EndToEnd.Tests.System;

/// <summary>One of samples/subscribers, as somebody outside starts it.</summary>
internal sealed class SampleProgram : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly Process _process;

    private SampleProgram(Process process) => _process = process;

    /// <summary>What it printed: a line an event, <c>{sequence} {type} {subject}</c>.</summary>
    public IReadOnlyList<string[]> Lines => [.. _lines.Select(line => line.Split(' '))];

    public static SampleProgram Start(string[] command, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = Path.Combine(Repository.Root, "samples", "subscribers"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var program = new SampleProgram(Process.Start(start)!);
        program._process.OutputDataReceived += (_, line) => Keep(program._lines, line.Data);
        program._process.ErrorDataReceived += (_, line) => Keep(program._errors, line.Data);
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Until it has printed that event of that scan.</summary>
    public Task PrintsAsync(string type, Guid scan) => Eventually.ShouldAsync($"{type} of scan {scan} is printed", () =>
    {
        if (_process.HasExited) throw new InvalidOperationException($"The sample ended with {_process.ExitCode}:\n{string.Join('\n', _errors)}");
        return Task.FromResult(Lines.Any(line => line[1..].SequenceEqual([type, $"scans/{scan}"])));
    }, TimeSpan.FromMinutes(3));

    /// <summary>With -9, and whatever it started itself.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }
}
