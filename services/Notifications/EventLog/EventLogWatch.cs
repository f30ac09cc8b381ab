using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.EventLog;

/// <summary>Looks for lines that another replica wrote: one look for all who wait in this one.</summary>
internal sealed partial class EventLogWatch(
    IServiceScopeFactory scopes, EventLogSignal signal, IOptions<EventLogOptions> options, TimeProvider time, ILogger<EventLogWatch> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PollEvery, time);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                signal.Raise(await scope.ServiceProvider.GetRequiredService<NotificationsDb>().EventLog.MaxAsync(row => (long?)row.Sequence, stoppingToken) ?? 0);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // A worker that throws stops the whole service; the next look may succeed.
                LogFailed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "The event log could not be looked at")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
