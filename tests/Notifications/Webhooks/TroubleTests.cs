using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Csss.Contracts.PublicEvents;
using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.Tests.Webhooks;

/// <summary>Receivers that misbehave: what the delivery log says, and that nothing is lost.</summary>
public sealed class TroubleTests
{
    private static readonly Dictionary<string, Reply> Replies = new(StringComparer.Ordinal)
    {
        ["500"] = Reply.Status(500),
        ["404"] = Reply.Status(404),
        ["reset"] = Reply.Reset,
        ["end"] = Reply.End,
        ["garbage"] = Reply.Garbage,
        ["headers without end"] = Reply.HeadersWithoutEnd,
        ["redirect"] = Reply.Status(302, "Location: http://169.254.169.254/latest/meta-data/"),
    };

    [Theory]
    [InlineData("500", "http_error", 500)]
    [InlineData("404", "http_error", 404)]
    [InlineData("reset", "connection_reset", null)]
    [InlineData("end", "connection_reset", null)]
    [InlineData("garbage", "invalid_response", null)]
    [InlineData("headers without end", "invalid_response", null)]
    [InlineData("redirect", "redirect_refused", 302)]
    public async Task What_went_wrong_is_in_the_log_and_the_event_comes_again_under_the_same_id(string reply, string code, int? status)
    {
        await using var receiver = new Receiver();
        receiver.Plan = _ => receiver.Calls.Count == 1 ? Replies[reply] : Reply.Status(200);
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);

        var id = (await application.HappenAsync()).Single();

        var delivery = await partner.DeliveryAsync(webhook.WebhookId, "delivered");
        (await receiver.CallsAsync(2)).ShouldAllBe(call => call.Id == id);
        var attempts = delivery.Attempts();
        attempts.Count.ShouldBe(2);
        (attempts[0].Text("code"), attempts[0].GetProperty("status").ValueKind == JsonValueKind.Null ? (int?)null : attempts[0].GetProperty("status").GetInt32()).ShouldBe((code, status));
        (attempts[1].Text("code"), attempts[1].GetProperty("status").GetInt32()).ShouldBe((null, 200));
        attempts.Select(attempt => attempt.GetProperty("attempt").GetInt32()).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_redirect_is_followed_to_nobody()
    {
        await using var application = await WebhookWorld.StartAsync();
        await using var inside = new Receiver();
        await using var receiver = new Receiver { Plan = _ => Reply.Status(307, $"Location: {inside.Url}") };
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);

        await application.HappenAsync();

        await partner.DeliveryAsync(webhook.WebhookId, delivery => delivery.Attempts().Count >= 2);
        inside.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task One_that_hangs_is_given_up_on_after_the_time_out()
    {
        await using var receiver = new Receiver();
        receiver.Plan = _ => receiver.Calls.Count == 1 ? Reply.Hang : Reply.Status(200);
        await using var application = await WebhookWorld.StartAsync(("Webhooks:Timeout", "00:00:02"));
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);

        await application.HappenAsync();

        var first = (await partner.DeliveryAsync(webhook.WebhookId, "delivered")).Attempts()[0];
        first.Text("code").ShouldBe("timeout");
        first.GetProperty("duration_ms").GetInt32().ShouldBeGreaterThanOrEqualTo(1900);
    }

    [Fact]
    public async Task Where_nobody_listens_and_what_no_name_server_knows()
    {
        var names = new Names(_ => throw new SocketException((int)SocketError.HostNotFound));
        await using var application = await WebhookWorld.StartAsync(names);
        var partner = application.Partner();
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var closed = await partner.AddWebhookAsync($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndPoint!).Port}/");
        var unknown = await partner.AddWebhookAsync("https://nobody.test/");

        await application.HappenAsync();

        (await partner.DeliveryAsync(closed.WebhookId, delivery => delivery.Attempts().Count > 0)).Attempts()[0].Text("code").ShouldBe("connection_refused");
        (await partner.DeliveryAsync(unknown.WebhookId, delivery => delivery.Attempts().Count > 0)).Attempts()[0].Text("code").ShouldBe("dns");
    }

    [Fact]
    public async Task A_body_without_end_is_not_read_and_delays_nothing()
    {
        var taken = new TaskCompletionSource<long>();
        await using var receiver = new Receiver { Plan = _ => Reply.BodyWithoutEnd(taken) };
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);

        await application.HappenAsync();

        (await partner.DeliveryAsync(webhook.WebhookId, "delivered")).Attempts().ShouldHaveSingleItem().GetProperty("status").GetInt32().ShouldBe(200);
        // What the sockets of both sides hold; the caller itself read four kilobytes.
        (await taken.Task.WaitAsync(WebhookWorld.Patience)).ShouldBeLessThan(16 * 1024 * 1024);
    }

    [Fact]
    public async Task Who_asks_to_be_left_alone_is_and_not_for_longer_than_an_hour()
    {
        await using var application = await WebhookWorld.StartAsync(("Webhooks:LongestRetryAfter", "01:00:00"));
        await using var seconds = new Receiver { Plan = _ => Reply.Status(429, "Retry-After: 1800") };
        await using var forever = new Receiver { Plan = _ => Reply.Status(503, "Retry-After: Fri, 31 Dec 2100 23:59:59 GMT") };
        var partner = application.Partner();
        var (first, second) = (await partner.AddWebhookAsync(seconds.Url), await partner.AddWebhookAsync(forever.Url));

        await application.HappenAsync();

        (await PauseAsync(first)).ShouldBeInRange(TimeSpan.FromSeconds(1799), TimeSpan.FromSeconds(1900));
        (await PauseAsync(second)).ShouldBeInRange(TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(62));

        async Task<TimeSpan> PauseAsync(Made webhook)
        {
            var delivery = await partner.DeliveryAsync(webhook.WebhookId, one => one.Attempts().Count == 1);
            return delivery.GetProperty("next_attempt_at").GetDateTimeOffset() - delivery.Attempts()[0].GetProperty("at").GetDateTimeOffset();
        }
    }

    [Fact]
    public async Task After_its_time_a_delivery_is_a_dead_letter_and_can_be_sent_anew_under_the_same_id()
    {
        await using var receiver = new Receiver { Plan = _ => Reply.Status(500) };
        await using var application = await WebhookWorld.StartAsync(("Webhooks:GiveUpAfter", "00:00:00.500"));
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);
        var id = (await application.HappenAsync()).Single();
        var dead = await partner.DeliveryAsync(webhook.WebhookId, "dead");
        dead.Text("code").ShouldBe("http_error");
        dead.GetProperty("next_attempt_at").ValueKind.ShouldBe(JsonValueKind.Null);
        var (attempts, calls) = (dead.Attempts().Count, receiver.Calls.Count);
        (await DeliveriesInAsync("dead")).ShouldBe(1);
        (await DeliveriesInAsync("delivered")).ShouldBe(0);

        receiver.Plan = _ => Reply.Status(200);
        using var answer = await partner.PostAsync($"/webhooks/{webhook.WebhookId}/deliveries/1/resend", content: null);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var delivered = await partner.DeliveryAsync(webhook.WebhookId, "delivered");
        delivered.Attempts().Count.ShouldBe(attempts + 1);
        delivered.Text("code").ShouldBeNull();
        (await receiver.CallsAsync(calls + 1)).ShouldAllBe(call => call.Id == id);

        async Task<int> DeliveriesInAsync(string state) =>
            (await partner.GetFromJsonAsync<JsonElement>($"/webhooks/{webhook.WebhookId}/deliveries?state={state}")).GetProperty("items").GetArrayLength();
    }

    [Fact]
    public async Task What_was_delivered_can_be_sent_again_too()
    {
        await using var receiver = new Receiver();
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);
        await application.HappenAsync();
        await partner.DeliveryAsync(webhook.WebhookId, "delivered");

        (await partner.PostAsync($"/webhooks/{webhook.WebhookId}/deliveries/1/resend", content: null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        var calls = await receiver.CallsAsync(2);
        calls[1].Id.ShouldBe(calls[0].Id);
        calls[1].Body.ShouldBe(calls[0].Body);
        (await partner.PostAsync($"/webhooks/{webhook.WebhookId}/deliveries/2/resend", content: null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await partner.PostAsync($"/webhooks/{webhook.WebhookId}/deliveries/first/resend", content: null)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_the_log_has_forgotten_cannot_be_sent_anew()
    {
        await using var receiver = new Receiver();
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);
        await application.HappenAsync();
        await partner.DeliveryAsync(webhook.WebhookId, "delivered");
        await application.WithDatabaseAsync(database => database.EventLog.ExecuteDeleteAsync());

        using var answer = await partner.PostAsync($"/webhooks/{webhook.WebhookId}/deliveries/1/resend", content: null);

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("code").ShouldBe("event_forgotten");
    }

    [Fact]
    public async Task A_ping_is_one_attempt_at_one_event_about_the_webhook_itself()
    {
        await using var receiver = new Receiver { Plan = _ => Reply.Status(500) };
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url, EventTypes.ReportGenerated);

        using var answer = await partner.PostAsync($"/webhooks/{webhook.WebhookId}/ping", content: null);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("n").GetInt64().ShouldBe(1);
        (await partner.DeliveryAsync(webhook.WebhookId, "dead")).Attempts().ShouldHaveSingleItem();
        var call = receiver.Calls.ShouldHaveSingleItem();
        StandardWebhooks.ShouldBeSignedWith(call, webhook.Secret);
        var ping = JsonDocument.Parse(call.Body).RootElement;
        (ping.Text("specversion"), ping.Text("type"), ping.Text("subject"), ping.GetProperty("id").GetGuid()).ShouldBe(("1.0", "csss.webhook.ping.v1", $"webhooks/{webhook.WebhookId}", call.Id));
        ping.GetProperty("data").GetProperty("webhook_id").GetGuid().ShouldBe(webhook.WebhookId);
        DateTimeOffset.Parse(ping.Text("time")!, CultureInfo.InvariantCulture).ShouldBe(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(5));
    }
}
