using Csss.ServiceDefaults.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.EventLog;

/// <summary>Looks for lines that another replica wrote: one look for all who wait in this one.</summary>
internal sealed class EventLogWatch(
    IServiceScopeFactory scopes, EventLogSignal signal, IOptions<EventLogOptions> options, TimeProvider time, ILogger<EventLogWatch> logger)
    : PeriodicWorker(scopes, time, logger, () => options.Value.PollEvery, "Looking at the event log", atOnce: true)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        signal.Raise(await services.GetRequiredService<NotificationsDb>().EventLog.MaxAsync(row => (long?)row.Sequence, cancellationToken) ?? 0);
}
