using Aspire.Hosting.ApplicationModel;
using Csss.LocalHosting.Environment;

namespace Csss.LocalHosting.Running;

/// <summary>One replica of a resource: starts it once what it waits for is ready, and again whenever it dies.</summary>
internal sealed class Instance(IResource resource, int replica, Func<CancellationToken, Task<Launch>> prepare, Probe probe, LogFile log, Output output)
{
    private static readonly TimeSpan Eager = TimeSpan.FromMilliseconds(150), Patient = TimeSpan.FromSeconds(1);
    private const int LastLines = 15;
    private readonly TaskCompletionSource _healthy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _start = new();
    private readonly Queue<string> _last = new();
    private ChildProcess? _child;

    public IResource Resource => resource;

    public int Replica => replica;

    public string Name { get; } = NameOf(resource, replica);

    public string LogPath => log.Path;

    public int? ProcessId => _child is { Exited.IsCompleted: false } child ? child.Id : null;

    /// <summary>Done once it has been healthy for the first time.</summary>
    public Task Healthy => _healthy.Task;

    /// <summary>Done once it has ended with exit code 0, if that is what somebody waits for.</summary>
    public Task Completed => _completed.Task;

    /// <summary>Whether its end is what somebody waits for, so that exit code 0 is no reason to start it again.</summary>
    public bool RunsOnce { get; init; }

    public bool Quiet { get; } = resource is IServerProcess || resource.Annotations.OfType<BackgroundAnnotation>().Any();

    /// <summary>Called after each start and each end.</summary>
    public event Action? Changed;

    public static string NameOf(IResource resource, int replica) => Allocation.Replicas(resource) == 1 ? resource.Name : $"{resource.Name}-{replica}";

    /// <param name="ready">What this instance waits for.</param>
    /// <param name="stopping">No start any more; <see cref="StopAsync"/> comes when it is this instance's turn.</param>
    public async Task RunAsync(Task ready, CancellationToken stopping)
    {
        await ready.WaitAsync(stopping);
        var backoff = new Backoff();
        while (await StartAsync(stopping) is { } child)
        {
            var healthySince = await UntilHealthyAsync(child, stopping);
            var exitCode = await child.Exited;
            Changed?.Invoke();
            if (stopping.IsCancellationRequested)
                return;

            if (RunsOnce && exitCode == 0)
            {
                _completed.TrySetResult();
                return;
            }

            await RestartPauseAsync(exitCode, backoff.Next(healthySince is { } since ? TimeProvider.System.GetElapsedTime(since) : TimeSpan.Zero), stopping);
        }
    }

    public Task StopAsync()
    {
        lock (_start)
        {
            return _child?.StopAsync() ?? Task.CompletedTask;
        }
    }

    private async Task<ChildProcess?> StartAsync(CancellationToken stopping)
    {
        var launch = await prepare(stopping);
        lock (_start)
        {
            if (stopping.IsCancellationRequested)
                return null;
            _child = ChildProcess.Start(launch, Write);
        }

        Changed?.Invoke();
        return _child;
    }

    /// <returns>Since when, or null if it ended before.</returns>
    private async Task<long?> UntilHealthyAsync(ChildProcess child, CancellationToken stopping)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!child.Exited.IsCompleted && !stopping.IsCancellationRequested)
        {
            var answer = probe(CancellationToken.None);
            if (await Task.WhenAny(answer, child.Exited) == answer && await answer)
            {
                _healthy.TrySetResult();
                return TimeProvider.System.GetTimestamp();
            }

            await Task.WhenAny(child.Exited, Task.Delay(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(10) ? Eager : Patient, CancellationToken.None));
        }

        return null;
    }

    private async Task RestartPauseAsync(int exitCode, TimeSpan pause, CancellationToken stopping)
    {
        if (Quiet)
            ShowLastLines();
        output.Say($"{Name} {Signals.Describe(exitCode)}; starting it again {(pause == TimeSpan.Zero ? "at once" : $"in {pause.TotalSeconds:0} s")}");
        await Task.Delay(pause, stopping);
    }

    private void Write(string line)
    {
        log.Write(line);
        if (!Quiet)
        {
            output.Line(Name, line);
            return;
        }

        lock (_last)
        {
            _last.Enqueue(line);
            if (_last.Count > LastLines)
                _last.Dequeue();
        }
    }

    private void ShowLastLines()
    {
        lock (_last)
        {
            while (_last.TryDequeue(out var line))
                output.Line(Name, line);
        }
    }
}
