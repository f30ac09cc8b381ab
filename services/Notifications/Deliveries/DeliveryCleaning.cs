using Csss.ServiceDefaults.Operations;
using Csss.Storage.Databases;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Deliveries;

/// <summary>Forgets deliveries that ended long ago: how they ended was told to the other services then.</summary>
internal sealed partial class DeliveryCleaning(
    IServiceScopeFactory scopes, IOptions<DeliveryOptions> options, TimeProvider time, ILogger<DeliveryCleaning> logger)
    : PeriodicWorker(scopes, time, logger, TimeSpan.FromHours(6), "Removing old mail deliveries")
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var removed = await CleanAsync(services.GetRequiredService<NotificationsDb>(), Time.GetUtcNow() - options.Value.KeepFor, cancellationToken);
        if (removed > 0) LogRemoved(Logger, removed);
    }

    /// <returns>How many went.</returns>
    internal static Task<int> CleanAsync(NotificationsDb database, DateTimeOffset before, CancellationToken cancellationToken) =>
        database.Deliveries.Where(row => row.EndedAt < before).OrderBy(row => row.Sequence).DeleteInBatchesAsync(cancellationToken);

    [LoggerMessage(LogLevel.Information, "Forgot {Count} mail deliveries that ended long ago")]
    private static partial void LogRemoved(ILogger logger, int count);
}
