namespace Csss.Notifications.Webhooks.Delivering;

/// <summary>This replica's right to send one delivery, and what it takes to.</summary>
/// <param name="Webhook">As it was when the delivery was claimed.</param>
/// <param name="Delivery">With this attempt counted, and its lease.</param>
/// <param name="Body">The CloudEvent; null when the log no longer has it.</param>
/// <param name="TraceParent">W3C trace parent of the message that the event was made from.</param>
internal sealed record WebhookClaim(Webhook Webhook, WebhookDelivery Delivery, string? Body, string? TraceParent);

/// <param name="Claims">What is to be sent now.</param>
/// <param name="UntilNext">How long there is nothing more to do for; zero: look again at once.</param>
internal sealed record WebhookClaims(IReadOnlyList<WebhookClaim> Claims, TimeSpan UntilNext)
{
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
}
