using Csss.Contracts;
using Csss.Notifications.Deliveries;

namespace Csss.Notifications.Webhooks.Notice;

/// <summary>A mail to the site's operators that a webhook was disabled. Its <see cref="Delivery.RecipientId"/> is the webhook's id: who gets it is a setting.</summary>
internal sealed class WebhookNotice : Delivery
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    public static WebhookNotice Of(Guid webhook, DateTimeOffset now) => new() { Id = Ids.New(now), RecipientId = webhook, CreatedAt = now, ExpiresAt = now + Lifetime };

    public override bool IsDroppedWhenLate => true;
}
