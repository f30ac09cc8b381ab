using Csss.ServiceDefaults.Operations;
using Csss.Storage.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Webhooks;

/// <summary>Forgets deliveries that ended long ago, with their log, and what is left of webhooks that are not there any more.</summary>
internal sealed partial class WebhookCleaning(
    IServiceScopeFactory scopes, IOptions<WebhookOptions> options, TimeProvider time, ILogger<WebhookCleaning> logger)
    : PeriodicWorker(scopes, time, logger, TimeSpan.FromHours(1), "Removing old webhook deliveries")
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var removed = await CleanAsync(services.GetRequiredService<NotificationsDb>(), Time.GetUtcNow() - options.Value.KeepFor, cancellationToken);
        if (removed > 0) LogRemoved(Logger, removed);
    }

    /// <returns>How many deliveries went.</returns>
    internal static async Task<int> CleanAsync(NotificationsDb database, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await database.Webhooks.Where(row => row.DisabledReason == DisabledReasons.NotAuthorised && row.DisabledAt < before).ExecuteDeleteAsync(cancellationToken);
        return await DeleteAsync(database.WebhookDeliveries.Where(row => row.EndedAt < before), cancellationToken)
            + await DeleteAsync(database.WebhookDeliveries.Where(row => !database.Webhooks.Any(webhook => webhook.Sequence == row.WebhookSequence)), cancellationToken);
    }

    private static Task<int> DeleteAsync(IQueryable<WebhookDelivery> deliveries, CancellationToken cancellationToken) =>
        deliveries.OrderBy(row => row.WebhookSequence).ThenBy(row => row.Sequence).DeleteInBatchesAsync(cancellationToken);

    [LoggerMessage(LogLevel.Information, "Forgot {Count} webhook deliveries that ended long ago")]
    private static partial void LogRemoved(ILogger logger, int count);
}
