using System.Globalization;
using System.Net.Mime;
using System.Text.Json.Nodes;
using Csss.Contracts;

namespace Csss.Notifications.Webhooks.Delivering;

/// <summary>What a ping sends: a CloudEvent like the others, about the webhook itself. Made anew for each attempt, and the same each time.</summary>
internal static class PingEvent
{
    public static string Format(Webhook webhook, WebhookDelivery delivery) => new JsonObject
    {
        ["specversion"] = "1.0",
        ["id"] = delivery.EventId.ToString("D"),
        ["source"] = $"/csss/{ResourceNames.Notifications}",
        ["type"] = delivery.Type,
        ["subject"] = $"webhooks/{webhook.Id:D}",
        ["time"] = delivery.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        ["datacontenttype"] = MediaTypeNames.Application.Json,
        ["data"] = new JsonObject { ["webhook_id"] = webhook.Id.ToString("D") },
    }.ToJsonString();
}
