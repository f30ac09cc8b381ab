using Csss.Notifications.Webhooks.Notice;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Webhooks.Delivering;

/// <summary>Switches webhooks off, and on again after a ping that was answered. Called inside the ledger's transaction.</summary>
internal sealed partial class WebhookSwitches(WebhookMetrics metrics, IOptions<WebhookOptions> options, TimeProvider time, ILogger<WebhookSwitches> logger)
{
    /// <summary>The first reason stays, and the operators are told once, by mail if there is an address. What is still to be sent is ended by <see cref="WebhookQueue"/>.</summary>
    /// <returns>Whether it was enabled.</returns>
    public async Task<bool> DisableAsync(NotificationsDb database, long webhook, string reason)
    {
        var now = time.GetUtcNow();
        var disabled = await database.Webhooks.Where(row => row.Sequence == webhook && row.DisabledReason == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.DisabledReason, reason).SetProperty(row => row.DisabledAt, now));
        if (disabled == 0) return false;

        var id = await database.Webhooks.Where(row => row.Sequence == webhook).Select(row => row.Id).SingleAsync();
        if (options.Value.NoticeTo is { Length: > 0 })
        {
            database.Deliveries.Add(WebhookNotice.Of(id, now));
            await database.SaveChangesAsync();
        }

        LogDisabled(logger, id, reason);
        metrics.Disabled(reason);
        return true;
    }

    /// <summary>It is told of events again, from the one on at which it stopped.</summary>
    /// <returns>Whether it was disabled.</returns>
    public async Task<bool> EnableAsync(NotificationsDb database, long webhook)
    {
        var enabled = await database.Webhooks.Where(row => row.Sequence == webhook && row.DisabledReason != null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.DisabledReason, (string?)null).SetProperty(row => row.DisabledAt, (DateTimeOffset?)null));
        if (enabled == 0) return false;

        var id = await database.Webhooks.Where(row => row.Sequence == webhook).Select(row => row.Id).SingleAsync();
        LogEnabled(logger, id);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "Webhook {WebhookId} is disabled: {Reason}")]
    private static partial void LogDisabled(ILogger logger, Guid webhookId, string reason);

    [LoggerMessage(LogLevel.Information, "Webhook {WebhookId} is enabled again: its receiver answered a ping")]
    private static partial void LogEnabled(ILogger logger, Guid webhookId);
}
