using Csss.ServiceDefaults.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.EventLog;

/// <summary>Logs what has waited too long for the event before it. Late and out of order is better than never.</summary>
internal sealed partial class EventLogRelease(
    IServiceScopeFactory scopes, IOptions<EventLogOptions> options, TimeProvider time, ILogger<EventLogRelease> logger)
    : PeriodicWorker(scopes, time, logger, () => options.Value.HoldFor / 10, "Logging events that waited too long")
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var overdue = await services.GetRequiredService<NotificationsDb>().WaitingEvents.Where(row => row.Until <= now)
            .OrderBy(row => row.Arrival).Select(row => row.ScanId).Take(100).ToListAsync(cancellationToken);
        foreach (var scan in overdue.Distinct())
        {
            // A context a scan: one that loses the race for a number is thrown away, and the scan comes again next time.
            await using var own = Scopes.CreateAsyncScope();
            await own.ServiceProvider.GetRequiredService<EventLogWriter>().ReleaseAsync(scan, cancellationToken);
            LogReleased(Logger, scan);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Events of scan {ScanId} waited too long for its prediction and are logged without it")]
    private static partial void LogReleased(ILogger logger, Guid scanId);
}
