using Microsoft.Extensions.Options;

namespace Csss.Notifications.Live;

/// <summary>Reads the log of changes in its order and tells this replica's connections. Every replica runs one.</summary>
internal sealed partial class LiveFeed(
    IServiceScopeFactory scopes, LiveConnections connections, LiveSignal signal, IOptions<LiveOptions> options, ILogger<LiveFeed> logger)
    : BackgroundService
{
    private const int Batch = 200;

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? _position;
    private bool _failing;

    /// <summary>From then on every change is told; a connection that came before would miss some.</summary>
    public Task Started => _started.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await TellNextAsync(stoppingToken) == Batch) { }
                _failing = false;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The position stays: what could not be read is told later.
                if (!_failing) LogFailed(logger, exception);
                _failing = true;
            }

            await signal.WaitAsync(options.Value.LookEvery, stoppingToken);
        }
    }

    private async Task<int> TellNextAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var log = scope.ServiceProvider.GetRequiredService<ScanChangeLog>();
        _position ??= await log.LastAsync(cancellationToken);
        _started.TrySetResult();
        var next = await log.NextAsync(_position.Value, Batch, cancellationToken);
        foreach (var (change, doctors) in next)
        {
            connections.Tell(change, doctors);
            _position = change.Sequence;
        }

        return next.Count;
    }

    [LoggerMessage(LogLevel.Warning, "The changes of scans could not be read; doctors are told once they can be")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
