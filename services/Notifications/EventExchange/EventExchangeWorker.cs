using Csss.Messaging.Broker;
using Csss.Notifications.EventLog;
using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.EventExchange;

/// <summary>
/// Publishes the log to <c>csss.events</c>, line by line, and keeps its place. What it dies over it sends again, under the same id; nothing is skipped. One replica
/// does it at a time.
/// </summary>
internal sealed partial class EventExchangeWorker(
    IServiceScopeFactory scopes, BrokerConnections broker, EventLogSignal signal, EventExchangeMetrics metrics, TimeProvider time, ILogger<EventExchangeWorker> logger)
    : BackgroundService
{
    public const string Reader = "amqp";

    /// <summary>Lines sent between two looks at the database; what is sent again after a crash is not more.</summary>
    private const int Batch = 100;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(10);
    private int _failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var channel = await ExchangeChannel.TryOpenAsync(await broker.OpenAsync("csss event exchange", stoppingToken), stoppingToken);
                if (channel is not null) await FollowAsync(channel, stoppingToken);
                await Task.Delay(LongestPause, time, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (_failures++ == 0) LogHeld(logger, exception.Message);
                await Task.Delay(Pause(), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Ends only by an exception: the broker, the database or this service goes away.</summary>
    private async Task FollowAsync(ExchangeChannel channel, CancellationToken cancellationToken)
    {
        var after = await PositionAsync(cancellationToken);
        while (true)
        {
            await signal.WaitAsync(after, cancellationToken);
            metrics.Behind(signal.Newest - after);
            after = await PublishBatchAsync(channel, after, cancellationToken);
            metrics.Behind(signal.Newest - after);
            if (_failures > 0) LogRecovered(logger);
            _failures = 0;
        }
    }

    private async Task<long> PublishBatchAsync(ExchangeChannel channel, long after, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        var lines = await database.EventLog.AsNoTracking().Where(row => row.Sequence > after).OrderBy(row => row.Sequence).Take(Batch).ToListAsync(cancellationToken);
        var sent = after;
        try
        {
            foreach (var line in lines)
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(ConfirmWithin);
                await channel.PublishAsync(line, limit.Token);
                sent = line.Sequence;
                metrics.Published();
            }
        }
        finally
        {
            // Not cancelled: what the broker has confirmed need not be sent again.
            if (sent > after)
                await database.LogPositions.Where(row => row.Reader == Reader).ExecuteUpdateAsync(row => row.SetProperty(position => position.After, sent), CancellationToken.None);
        }

        return sent;
    }

    /// <summary>The row is made here, so that retention knows from then on that somebody reads.</summary>
    private async Task<long> PositionAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        if (await database.LogPositions.SingleOrDefaultAsync(row => row.Reader == Reader, cancellationToken) is { } known) return known.After;

        var oldest = await database.EventLog.MinAsync(row => (long?)row.Sequence, cancellationToken) ?? 1;
        database.LogPositions.Add(new LogPosition { Reader = Reader, After = oldest - 1 });
        await database.SaveChangesAsync(cancellationToken);
        return oldest - 1;
    }

    /// <summary>A quarter of a second, then twice as long each time.</summary>
    private TimeSpan Pause() => TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(_failures, 10)) / 8));

    [LoggerMessage(LogLevel.Warning, "Events wait to be published at the broker: {Reason}")]
    private static partial void LogHeld(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "Events are published at the broker again")]
    private static partial void LogRecovered(ILogger logger);
}
