using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Webhooks.Delivering;

/// <summary>Writes down what came of an attempt: in the delivery, in its log, and in what is known of the receiver.</summary>
internal sealed partial class WebhookOutcomes(
    WebhookLedger ledger, WebhookSwitches switches, FanOutSignal fanOut, WebhookMetrics metrics, IOptions<WebhookOptions> options, TimeProvider time,
    ILogger<WebhookOutcomes> logger)
{
    public async Task RecordAsync(WebhookClaim claim, AttemptResult result)
    {
        var state = StateAfter(claim.Delivery, result);
        var (recorded, enabled) = await ledger.WriteAsync(database => RecordAsync(database, claim, result, state));
        if (enabled) fanOut.Raise();
        metrics.Attempted(result);
        if (!recorded) LogLeaseLost(logger, claim.Delivery.EventId, claim.Webhook.Id);
        else if (state != WebhookDeliveryState.Pending) metrics.Ended(result.Code, count: 1);
        if (state == WebhookDeliveryState.Dead) LogDead(logger, claim.Delivery.EventId, claim.Webhook.Id, claim.Delivery.Attempts, result.Code);
    }

    /// <summary>The service stops: whoever is next may send it at once. Perhaps the receiver has it; then it gets the same id again.</summary>
    public Task ReleaseAsync(WebhookClaim claim)
    {
        var now = time.GetUtcNow();
        return ledger.WriteAsync(database => Held(database, claim).ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAttemptAt, now).SetProperty(row => row.Lease, Guid.Empty)));
    }

    /// <summary>A ping is not repeated: its owner waits for it, and can send another.</summary>
    private WebhookDeliveryState StateAfter(WebhookDelivery delivery, AttemptResult result) =>
        result.IsDelivered ? WebhookDeliveryState.Delivered
        : delivery.IsPing || result.Code == FailureCodes.EventForgotten || delivery.ExpiresAt <= time.GetUtcNow() ? WebhookDeliveryState.Dead
        : WebhookDeliveryState.Pending;

    private async Task<(bool Recorded, bool Enabled)> RecordAsync(NotificationsDb database, WebhookClaim claim, AttemptResult result, WebhookDeliveryState state)
    {
        var now = time.GetUtcNow();
        var (delivery, pending) = (claim.Delivery, state == WebhookDeliveryState.Pending);
        var failures = delivery.Failures + (result.IsDelivered ? 0 : 1);
        var next = pending ? Earlier(now + options.Value.RetryAfter(failures, result.RetryAfter), delivery.ExpiresAt) : now;
        var held = await Held(database, claim).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, state).SetProperty(row => row.Code, result.Code)
            .SetProperty(row => row.Failures, failures).SetProperty(row => row.NextAttemptAt, next)
            .SetProperty(row => row.EndedAt, pending ? null : now).SetProperty(row => row.Lease, Guid.Empty));
        if (held == 0) return (false, false);

        database.Add(new WebhookAttempt
        {
            WebhookSequence = delivery.WebhookSequence,
            DeliverySequence = delivery.Sequence,
            Number = delivery.Attempts,
            At = result.At,
            Status = result.Status,
            Code = result.Code,
            DurationMs = (int)result.Duration.TotalMilliseconds,
        });
        await database.SaveChangesAsync();
        return (true, await JudgeAsync(database, delivery, result, now));
    }

    /// <summary>Whether it was enabled again.</summary>
    private async Task<bool> JudgeAsync(NotificationsDb database, WebhookDelivery delivery, AttemptResult result, DateTimeOffset now)
    {
        var webhook = database.Webhooks.Where(row => row.Sequence == delivery.WebhookSequence);
        if (result.IsDelivered)
        {
            await webhook.Where(row => row.FailingSince != null).ExecuteUpdateAsync(set => set.SetProperty(row => row.FailingSince, (DateTimeOffset?)null));
            return delivery.IsPing && await switches.EnableAsync(database, delivery.WebhookSequence);
        }

        if (result.IsGone) await switches.DisableAsync(database, delivery.WebhookSequence, DisabledReasons.Gone);
        if (delivery.IsPing || !result.IsReceivers) return false;

        var tooLong = now - options.Value.DisableAfter;
        await webhook.Where(row => row.FailingSince == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.FailingSince, now));
        if (await webhook.AnyAsync(row => row.FailingSince <= tooLong)) await switches.DisableAsync(database, delivery.WebhookSequence, DisabledReasons.Failing);
        return false;
    }

    private static IQueryable<WebhookDelivery> Held(NotificationsDb database, WebhookClaim claim) => database.WebhookDeliveries.Where(row =>
        row.WebhookSequence == claim.Delivery.WebhookSequence && row.Sequence == claim.Delivery.Sequence
        && row.Lease == claim.Delivery.Lease && row.State == WebhookDeliveryState.Pending);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    [LoggerMessage(LogLevel.Warning, "Event {EventId} for webhook {WebhookId} was taken over while this replica was sending it, or the webhook is gone")]
    private static partial void LogLeaseLost(ILogger logger, Guid eventId, Guid webhookId);

    [LoggerMessage(LogLevel.Warning, "Event {EventId} is a dead letter for webhook {WebhookId} after {Attempts} attempt(s): {Code}")]
    private static partial void LogDead(ILogger logger, Guid eventId, Guid webhookId, int attempts, string? code);
}
