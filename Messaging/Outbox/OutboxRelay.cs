using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csss.Messaging.Outbox;

/// <summary>
/// Publishes the outbox in the order it was written and deletes what the broker confirmed. It may publish a message twice (when it
/// dies between the two), never not at all. One replica relays at a time. While the broker is away it pauses, longer each time.
/// </summary>
internal sealed partial class OutboxRelay<TContext>(
    IServiceScopeFactory scopes, OutboxPublisher publisher, OutboxSignal signal, OutboxMetrics metrics, TimeProvider time, ILogger<OutboxRelay<TContext>> logger)
    : BackgroundService
    where TContext : DbContext
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private readonly OutboxLeaseHolder _lease = new(time);
    private bool _flowing;
    private int _failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RelayUntilStoppedAsync(stoppingToken);
        }
        finally
        {
            await ReleaseLeaseAsync();
        }
    }

    private async Task RelayUntilStoppedAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = false;
            try
            {
                more = await RelayBatchAsync(stoppingToken);
                if (_failures > 0 && _flowing) LogRecovered(logger);
                if (_flowing) _failures = 0;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                _flowing = false;
                LogHeldOnce(exception.Message);
                metrics.Failed.Add(1);
                await PauseAsync(stoppingToken);
                more = true;
            }

            if (!more) await signal.WaitAsync(PollEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Here, not in StopAsync: that may be called twice, the second time after the services are gone.</summary>
    private async Task ReleaseLeaseAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        await _lease.ReleaseAsync(scope.ServiceProvider.GetRequiredService<TContext>());
    }

    /// <summary>True when there is more to do at once.</summary>
    private async Task<bool> RelayBatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<TContext>();
        var batch = new OutboxBatch(database, publisher, metrics, time, logger);
        if (!await batch.IsAnyDueAsync(cancellationToken)) return false;

        // At start and after every failure, all queues of ours must be there again; one that fails later does not stop the flow.
        if (!_flowing && !publisher.IsReady)
        {
            LogHeldOnce("the broker does not answer, or not all queues are bound yet.");
            await PauseAsync(cancellationToken);
            return true;
        }

        if (!await _lease.TryHoldAsync(database, cancellationToken)) return false;

        await batch.LoadAsync(cancellationToken);
        try
        {
            await batch.PublishAsync(() => _lease.TryHoldAsync(database, cancellationToken), cancellationToken);
            _flowing = true;
        }
        finally
        {
            await batch.SettleAsync();
        }

        return batch.IsFull;
    }

    /// <summary>A quarter of a second, then twice as long each time.</summary>
    private Task PauseAsync(CancellationToken cancellationToken)
    {
        var seconds = Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(_failures, 10)) / 8);
        return Task.Delay(TimeSpan.FromSeconds(seconds), time, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private void LogHeldOnce(string reason)
    {
        if (_failures++ == 0) LogHeld(logger, reason);
    }

    [LoggerMessage(LogLevel.Warning, "Messages are held in the outbox: {Reason}")]
    private static partial void LogHeld(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "The outbox flows again")]
    private static partial void LogRecovered(ILogger logger);
}
