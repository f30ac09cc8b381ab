using System.Net;
using System.Text.Json;

namespace Csss.Notifications.Tests.Webhooks;

public sealed class DisablingTests
{
    [Fact]
    public async Task Gone_disables_and_a_ping_that_is_answered_goes_on_where_it_stopped()
    {
        await using var receiver = new Receiver { Plan = _ => Reply.Status(410) };
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);
        var refused = (await application.HappenAsync()).Single();

        var disabled = await partner.WebhookAsync(webhook.WebhookId, one => one.Text("state") == "disabled");
        disabled.Text("reason").ShouldBe("gone");
        disabled.GetProperty("disabled_at").ValueKind.ShouldBe(JsonValueKind.String);
        (await partner.DeliveryAsync(webhook.WebhookId, "dead")).GetProperty("event_id").GetGuid().ShouldBe(refused);
        using (var resend = await partner.PostAsync($"/webhooks/{webhook.WebhookId}/deliveries/1/resend", content: null)) resend.StatusCode.ShouldBe(HttpStatusCode.Conflict);

        var missed = await application.HappenAsync(3);
        receiver.Plan = _ => Reply.Status(200);
        (await partner.PostAsync($"/webhooks/{webhook.WebhookId}/ping", content: null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        // The refused one, the ping, and then what happened while it was disabled.
        var calls = await receiver.CallsAsync(5);
        calls.Skip(2).Select(call => call.Id).ShouldBe(missed, ignoreOrder: true);
        var enabled = await partner.WebhookAsync(webhook.WebhookId, one => one.GetProperty("position").GetInt64() == 4);
        (enabled.Text("state"), enabled.Text("reason")).ShouldBe(("enabled", null));
    }

    [Fact]
    public async Task One_that_only_fails_for_too_long_is_disabled_and_what_was_still_to_be_sent_is_dead()
    {
        var gate = new TaskCompletionSource();
        await using var receiver = new Receiver { Plan = _ => Reply.After(gate.Task, status: 500) };
        await using var application = await WebhookWorld.StartAsync(("Webhooks:DisableAfter", "00:00:01"), ("Webhooks:Timeout", "00:01:00"));
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);
        await application.HappenAsync(20);
        await partner.DeliveriesAsync(webhook.WebhookId, all => all.Count == 20);

        gate.SetResult();

        (await partner.WebhookAsync(webhook.WebhookId, one => one.Text("state") == "disabled")).Text("reason").ShouldBe("failing");
        var dead = await partner.DeliveriesAsync(webhook.WebhookId, all => all.Count == 20 && all.All(one => one.IsIn("dead")));
        dead.ShouldContain(one => one.Text("code") == "failing");
        application.Logs.Text.ShouldContain($"Webhook {webhook.WebhookId} is disabled: failing");
    }

    [Fact]
    public async Task A_ping_that_fails_does_not_count_towards_it()
    {
        await using var receiver = new Receiver { Plan = _ => Reply.Status(500) };
        await using var application = await WebhookWorld.StartAsync(("Webhooks:DisableAfter", "00:00:00.001"));
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);

        for (var ping = 1; ping <= 2; ping++)
        {
            (await partner.PostAsync($"/webhooks/{webhook.WebhookId}/ping", content: null)).Dispose();
            await partner.DeliveriesAsync(webhook.WebhookId, all => all.Count == ping && all.All(one => one.IsIn("dead")));
        }

        (await partner.WebhookAsync(webhook.WebhookId)).Text("state").ShouldBe("enabled");
    }
}
