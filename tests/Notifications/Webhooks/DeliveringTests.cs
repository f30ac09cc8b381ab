using System.Globalization;
using Csss.Contracts;
using Csss.Contracts.PublicEvents;
using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.Tests.Webhooks;

public sealed class DeliveringTests
{
    [Fact]
    public async Task An_event_reaches_those_who_want_it_signed_and_exactly_as_it_is_in_the_log()
    {
        await using var receiver = new Receiver();
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url + "?token=do-not-log");
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

        var id = (await application.HappenAsync()).Single();

        var call = (await receiver.CallsAsync(1)).Single();
        call.RequestLine.ShouldBe("POST /hook?token=do-not-log HTTP/1.1");
        call.Id.ShouldBe(id);
        call.Headers["Content-Type"].ShouldBe("application/cloudevents+json; charset=utf-8");
        call.Headers.Keys.ShouldNotContain("traceparent");
        long.Parse(call.Headers["webhook-timestamp"], CultureInfo.InvariantCulture).ShouldBeInRange(before, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        call.Body.ShouldBe(await application.WithDatabaseAsync(database => database.EventLog.Where(line => line.Id == id).Select(line => line.Json).SingleAsync()));
        StandardWebhooks.ShouldBeSignedWith(call, webhook.Secret);

        var delivery = await partner.DeliveryAsync(webhook.WebhookId, "delivered");
        (delivery.GetProperty("n").GetInt64(), delivery.GetProperty("sequence").GetInt64(), delivery.GetProperty("event_id").GetGuid(), delivery.Text("type"))
            .ShouldBe((1, 1, id, EventTypes.ScanUploaded));
        var attempt = delivery.Attempts().ShouldHaveSingleItem();
        (attempt.GetProperty("attempt").GetInt32(), attempt.GetProperty("status").GetInt32(), attempt.Text("code")).ShouldBe((1, 204, null));
        application.Logs.Text.ShouldNotContain("do-not-log");
    }

    [Fact]
    public async Task Only_the_types_asked_for_and_only_what_happens_from_then_on()
    {
        await using var receiver = new Receiver();
        await using var application = await WebhookWorld.StartAsync();
        await application.HappenAsync(3, EventTypes.ReportGenerated);
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url, EventTypes.ReportGenerated, EventTypes.ReportEmailed);

        await application.HappenAsync(2, EventTypes.ScanUploaded);
        var wanted = (await application.HappenAsync(1, EventTypes.ReportGenerated)).Concat(await application.HappenAsync(1, EventTypes.ReportEmailed)).ToList();

        (await receiver.CallsAsync(2)).Select(call => call.Id).ShouldBe(wanted, ignoreOrder: true);
        await partner.WebhookAsync(webhook.WebhookId, one => one.GetProperty("position").GetInt64() == 7);
        (await partner.DeliveriesAsync(webhook.WebhookId, all => all.All(one => one.IsIn("delivered")))).Select(one => one.GetProperty("n").GetInt64()).ShouldBe([2, 1]);
        receiver.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_hundred_events_reach_three_webhooks_each_exactly_once()
    {
        await using var receiver = new Receiver();
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        foreach (var name in (string[])["a", "b", "c"]) await partner.AddWebhookAsync($"{receiver.Url}/{name}");

        var ids = await application.HappenAsync(100);

        var calls = await receiver.CallsAsync(300);
        foreach (var name in (string[])["a", "b", "c"])
            calls.Where(call => call.RequestLine.Contains($"/hook/{name} ", StringComparison.Ordinal)).Select(call => call.Id).ShouldBe(ids, ignoreOrder: true);
    }

    [Fact]
    public async Task A_receiver_that_hangs_does_not_delay_the_others()
    {
        await using var application = await WebhookWorld.StartAsync(("Webhooks:Timeout", "00:01:00"), ("Webhooks:LongestRetryAfter", "00:00:01"));
        await using var hanging = new Receiver { Plan = _ => Reply.Hang };
        await using var failing = new Receiver { Plan = _ => Reply.Status(500) };
        await using var resetting = new Receiver { Plan = _ => Reply.Reset };
        await using var redirecting = new Receiver { Plan = _ => Reply.Status(302, "Location: http://169.254.169.254/latest/meta-data/") };
        await using var good = new Receiver();
        var partner = application.Partner();
        var hung = await partner.AddWebhookAsync(hanging.Url);
        foreach (var bad in (Receiver[])[failing, resetting, redirecting]) await partner.AddWebhookAsync(bad.Url);
        await partner.AddWebhookAsync(good.Url);

        var ids = await application.HappenAsync(60);

        // All of it, while each attempt at the other waits for its minute to end.
        (await good.CallsAsync(60)).Select(call => call.Id).ShouldBe(ids, ignoreOrder: true);
        var waiting = await partner.DeliveriesAsync(hung.WebhookId, all => all.Count == 60);
        waiting.ShouldAllBe(delivery => delivery.IsIn("pending"));
    }

    [Fact]
    public async Task A_receiver_that_fails_is_probed_by_one_delivery_at_a_time_and_gets_everything_once_it_answers()
    {
        await using var receiver = new Receiver { Plan = _ => Reply.Status(503) };
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);

        var ids = await application.HappenAsync(30);
        await receiver.CallsAsync(40);
        (await partner.WebhookAsync(webhook.WebhookId)).GetProperty("failing_since").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.String);
        receiver.Plan = _ => Reply.Status(200);

        var deliveries = await partner.DeliveriesAsync(webhook.WebhookId, all => all.Count == 30 && all.All(one => one.IsIn("delivered")));
        deliveries.Select(one => one.GetProperty("event_id").GetGuid()).ShouldBe(ids, ignoreOrder: true);
        (await partner.WebhookAsync(webhook.WebhookId)).GetProperty("failing_since").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }
}
