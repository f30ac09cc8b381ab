using Csss.ServiceDefaults.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Live;

/// <summary>Forgets changes that are older than is kept, and care that has ended.</summary>
internal sealed class LiveCleaning(IServiceScopeFactory scopes, IOptions<LiveOptions> options, TimeProvider time, ILogger<LiveCleaning> logger)
    : PeriodicWorker(scopes, time, logger, TimeSpan.FromMinutes(30), "Removing old changes of scans", atOnce: true)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<NotificationsDb>();
        var now = Time.GetUtcNow();
        var before = now - options.Value.Kept;
        await database.Set<ScanChange>().Where(change => change.At < before).ExecuteDeleteAsync(cancellationToken);
        await database.Set<CareRelation>().Where(care => care.Until < now).ExecuteDeleteAsync(cancellationToken);
    }
}
