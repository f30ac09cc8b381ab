using Csss.ServiceDefaults.Operations;
using Csss.Storage.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.EventLog;

/// <summary>
/// Forgets the beginning of the log, up to the first line that is young enough, that one of our own channels has still to send, or that is the
/// last: what remains has no gap, and its first number says where the edge is.
/// </summary>
internal sealed partial class EventLogRetention(
    IServiceScopeFactory scopes, IOptions<EventLogOptions> options, TimeProvider time, ILogger<EventLogRetention> logger)
    : PeriodicWorker(scopes, time, logger, () => options.Value.ForgetEvery, "Shortening the event log")
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var removed = await ForgetAsync(services.GetRequiredService<NotificationsDb>(), cancellationToken);
        if (removed > 0) LogForgotten(Logger, removed);
    }

    private async Task<int> ForgetAsync(NotificationsDb database, CancellationToken cancellationToken)
    {
        var before = Time.GetUtcNow() - options.Value.KeepFor;
        var kept = await database.EventLog.Where(row => row.At >= before).OrderBy(row => row.Sequence).Select(row => (long?)row.Sequence).FirstOrDefaultAsync(cancellationToken)
            ?? await database.EventLog.MaxAsync(row => (long?)row.Sequence, cancellationToken);
        var unsent = await database.LogPositions.MinAsync(row => (long?)row.After, cancellationToken) + 1;
        var edge = Math.Min(kept ?? 0, unsent ?? long.MaxValue);

        return await database.EventLog.Where(row => row.Sequence < edge).OrderBy(row => row.Sequence).DeleteInBatchesAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Forgot {Count} old events")]
    private static partial void LogForgotten(ILogger logger, int count);
}
