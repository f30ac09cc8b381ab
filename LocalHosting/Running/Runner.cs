using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Csss.LocalHosting.Environment;

namespace Csss.LocalHosting.Running;

/// <summary>Starts everything that may start, waits until it is told to stop, and stops it in reverse order.</summary>
internal sealed class Runner(IReadOnlyList<Instance> instances, RunState runState, Output output) : IAsyncDisposable
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(5);
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILookup<IResource, Instance> _byResource = instances.ToLookup(instance => instance.Resource);

    public static Runner Create(IReadOnlyList<IResource> processes, Allocation allocation, StateDirectory state, Output output)
    {
        StartOrder.Check(processes);
        var awaitedToEnd = processes.SelectMany(StartOrder.Waits).Where(wait => wait.Kind == WaitKind.Completed).Select(wait => wait.Source).ToHashSet();
        var instances = (
            from resource in processes
            from replica in Enumerable.Range(0, Allocation.Replicas(resource))
            select new Instance(
                resource,
                replica,
                cancellation => Launches.PrepareAsync(resource, replica, allocation, state, cancellation),
                Launches.Probe(resource, replica, allocation),
                new LogFile(Path.Combine(state.Logs, $"{Instance.NameOf(resource, replica)}.log")),
                output)
            {
                RunsOnce = awaitedToEnd.Contains(resource),
            }).ToList();
        var runState = new RunState(instances, allocation, state);
        instances.ForEach(instance => instance.Changed += runState.Save);
        return new Runner(instances, runState, output);
    }

    /// <exception cref="DistributedApplicationException">Something could not be started at all.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        await using var asked = stop.Register(_stopping.Cancel);
        var running = instances.Select(instance => instance.RunAsync(Ready(instance.Resource), _stopping.Token)).ToList();
        var everything = Task.WhenAll(instances.Select(ReadyAsync));
        await ProgressUntilAsync(Task.WhenAny(running.Select(FailureAsync).Append(everything)));
        if (everything.IsCompletedSuccessfully)
        {
            output.Table(runState.Table());
            output.Say($"Ready in {Elapsed:0.0} s. Ctrl-C stops everything.");
        }

        await Task.WhenAny(running.Select(FailureAsync).Append(Stopped()));
        await _stopping.CancelAsync();
        output.Say("Stopping");
        var stops = new Dictionary<Instance, Task>();
        await Task.WhenAll(instances.Select(instance => StopAsync(instance, stops)));
        foreach (var task in running)
            await IgnoringCancellationAsync(task);
    }

    public ValueTask DisposeAsync()
    {
        runState.Delete();
        _stopping.Dispose();
        return ValueTask.CompletedTask;
    }

    private double Elapsed => TimeProvider.System.GetElapsedTime(_began).TotalSeconds;

    private Task Ready(IResource resource) => Task.WhenAll(
        from wait in StartOrder.Waits(resource)
        from instance in _byResource[StartOrder.Process(wait.Source)]
        select wait.Kind == WaitKind.Completed ? instance.Completed : instance.Healthy);

    private async Task ReadyAsync(Instance instance)
    {
        await (instance.RunsOnce ? instance.Completed : instance.Healthy);
        output.Say($"{instance.Name} is {(instance.RunsOnce ? "done" : "ready")} ({Elapsed:0.0} s)");
    }

    private async Task ProgressUntilAsync(Task done)
    {
        while (await Task.WhenAny(done, Stopped(), Task.Delay(ProgressInterval)) is var first && first != done && !_stopping.IsCancellationRequested)
            output.Say($"{Elapsed:0} s, waiting for {string.Join(", ", instances.Where(i => !(i.RunsOnce ? i.Completed : i.Healthy).IsCompleted).Select(i => i.Name))}");
    }

    private Task Stopped() => Task.Delay(Timeout.Infinite, _stopping.Token);

    /// <summary>Stops all that needs this instance, then the instance: once, however often it is asked.</summary>
    private Task StopAsync(Instance instance, Dictionary<Instance, Task> stops)
    {
        lock (stops)
        {
            if (!stops.TryGetValue(instance, out var stop))
                stops[instance] = stop = AfterAsync(instances.Where(other => StartOrder.Needs(other.Resource).Contains(instance.Resource)).Select(other => StopAsync(other, stops)).ToList());
            return stop;
        }

        async Task AfterAsync(List<Task> dependants)
        {
            await Task.WhenAll(dependants);
            await instance.StopAsync();
        }
    }

    /// <summary>Completes when the task fails, and only then.</summary>
    private static Task FailureAsync(Task task)
    {
        var failure = new TaskCompletionSource();
        _ = task.ContinueWith(_ => failure.SetResult(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return failure.Task;
    }

    private static async Task IgnoringCancellationAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            // It was waiting for another resource, or to be started again.
        }
    }
}
