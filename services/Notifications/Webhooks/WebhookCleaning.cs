using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Webhooks;

/// <summary>Forgets deliveries that ended long ago, with their log, and what is left of webhooks that are not there any more.</summary>
internal sealed partial class WebhookCleaning(
    IServiceScopeFactory scopes, IOptions<WebhookOptions> options, TimeProvider time, ILogger<WebhookCleaning> logger) : BackgroundService
{
    /// <summary>Few enough that writers need not wait long.</summary>
    private const int Batch = 1000;

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var removed = await CleanAsync(scope.ServiceProvider.GetRequiredService<NotificationsDb>(), time.GetUtcNow() - options.Value.KeepFor, stoppingToken);
                if (removed > 0) LogRemoved(logger, removed);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // A worker that throws stops the whole service; old rows can wait for the next round.
                LogFailed(logger, exception);
            }
        }
    }

    /// <returns>How many deliveries went.</returns>
    internal static async Task<int> CleanAsync(NotificationsDb database, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await database.Webhooks.Where(row => row.DisabledReason == DisabledReasons.NotAuthorised && row.DisabledAt < before).ExecuteDeleteAsync(cancellationToken);
        return await DeleteAsync(database.WebhookDeliveries.Where(row => row.EndedAt < before), cancellationToken)
            + await DeleteAsync(database.WebhookDeliveries.Where(row => !database.Webhooks.Any(webhook => webhook.Sequence == row.WebhookSequence)), cancellationToken);
    }

    private static async Task<int> DeleteAsync(IQueryable<WebhookDelivery> deliveries, CancellationToken cancellationToken)
    {
        var (removed, last) = (0, 0);
        do
        {
            last = await deliveries.OrderBy(row => row.WebhookSequence).ThenBy(row => row.Sequence).Take(Batch).ExecuteDeleteAsync(cancellationToken);
            removed += last;
        }
        while (last == Batch);
        return removed;
    }

    [LoggerMessage(LogLevel.Information, "Forgot {Count} webhook deliveries that ended long ago")]
    private static partial void LogRemoved(ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "Old webhook deliveries could not be removed; it is tried again later")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
