using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.EventLog;

/// <summary>
/// Forgets the beginning of the log, up to the first line that is young enough, that one of our own channels has still to send, or that is the
/// last: what remains has no gap, and its first number says where the edge is.
/// </summary>
internal sealed partial class EventLogRetention(
    IServiceScopeFactory scopes, IOptions<EventLogOptions> options, TimeProvider time, ILogger<EventLogRetention> logger) : BackgroundService
{
    /// <summary>Few enough that writers need not wait long.</summary>
    private const int Batch = 1000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ForgetEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var removed = await ForgetAsync(scope.ServiceProvider.GetRequiredService<NotificationsDb>(), stoppingToken);
                if (removed > 0) LogForgotten(logger, removed);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // A worker that throws stops the whole service; old lines can wait for the next round.
                LogFailed(logger, exception);
            }
        }
    }

    private async Task<int> ForgetAsync(NotificationsDb database, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Value.KeepFor;
        var kept = await database.EventLog.Where(row => row.At >= before).OrderBy(row => row.Sequence).Select(row => (long?)row.Sequence).FirstOrDefaultAsync(cancellationToken)
            ?? await database.EventLog.MaxAsync(row => (long?)row.Sequence, cancellationToken);
        var unsent = await database.LogPositions.MinAsync(row => (long?)row.After, cancellationToken) + 1;
        var edge = Math.Min(kept ?? 0, unsent ?? long.MaxValue);

        var removed = 0;
        while (await database.EventLog.MinAsync(row => (long?)row.Sequence, cancellationToken) is { } oldest && oldest < edge)
        {
            var to = Math.Min(edge, oldest + Batch);
            removed += await database.EventLog.Where(row => row.Sequence < to).ExecuteDeleteAsync(cancellationToken);
        }

        return removed;
    }

    [LoggerMessage(LogLevel.Information, "Forgot {Count} old events")]
    private static partial void LogForgotten(ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "The event log could not be shortened; it is tried again later")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
