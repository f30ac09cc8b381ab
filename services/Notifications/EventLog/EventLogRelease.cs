using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.EventLog;

/// <summary>Logs what has waited too long for the event before it. Late and out of order is better than never.</summary>
internal sealed partial class EventLogRelease(
    IServiceScopeFactory scopes, IOptions<EventLogOptions> options, TimeProvider time, ILogger<EventLogRelease> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.HoldFor / 10, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ReleaseOverdueAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, exception);
            }
        }
    }

    private async Task ReleaseOverdueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = time.GetUtcNow();
        var overdue = await scope.ServiceProvider.GetRequiredService<NotificationsDb>().WaitingEvents.Where(row => row.Until <= now)
            .OrderBy(row => row.Arrival).Select(row => row.ScanId).Take(100).ToListAsync(cancellationToken);
        foreach (var scan in overdue.Distinct())
        {
            // A context a scan: one that loses the race for a number is thrown away, and the scan comes again next time.
            await using var own = scopes.CreateAsyncScope();
            await own.ServiceProvider.GetRequiredService<EventLogWriter>().ReleaseAsync(scan, cancellationToken);
            LogReleased(logger, scan);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Events of scan {ScanId} waited too long for its prediction and are logged without it")]
    private static partial void LogReleased(ILogger logger, Guid scanId);

    [LoggerMessage(LogLevel.Warning, "Events that waited too long could not be logged; it is tried again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
