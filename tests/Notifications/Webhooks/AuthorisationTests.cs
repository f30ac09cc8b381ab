using Csss.Contracts;
using Csss.Notifications.Webhooks.Authorisation;
using Csss.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Csss.Notifications.Tests.Webhooks;

/// <summary>The right to be told is asked for when something is sent, not only when the webhook is made.</summary>
public sealed class AuthorisationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_is_gone_or_has_lost_the_scope_is_told_nothing_more(bool isGone)
    {
        await using var receiver = new Receiver();
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);
        application.Identity.AddClient("partner", isGone ? null : [Scopes.EventsRead, Scopes.ResultsRead]);

        await application.HappenAsync(3);

        var disabled = await partner.WebhookAsync(webhook.WebhookId, one => one.Text("state") == "disabled");
        disabled.Text("reason").ShouldBe("not_authorised");
        var ended = await partner.DeliveriesAsync(webhook.WebhookId, all => all.Count > 0 && all.All(one => one.IsIn("dead")));
        ended.ShouldAllBe(one => one.Text("code") == "not_authorised" && one.Attempts().Count == 0);
        (await partner.PostAsync($"/webhooks/{webhook.WebhookId}/ping", content: null)).Dispose();
        await partner.DeliveriesAsync(webhook.WebhookId, all => all.Any(one => one.Text("type") == "csss.webhook.ping.v1" && one.IsIn("dead")));
        receiver.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task While_Identity_is_away_deliveries_wait_and_then_go_out()
    {
        await using var receiver = new Receiver();
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);
        application.Identity.IsDown = true;

        var first = await application.HappenAsync();
        await Eventually.ShouldAsync("it asked in vain", () => Task.FromResult(application.Logs.Text.Contains("its deliveries wait", StringComparison.Ordinal)), WebhookWorld.Patience);
        (await partner.DeliveryAsync(webhook.WebhookId, _ => true)).GetProperty("attempts").GetInt32().ShouldBe(0);
        receiver.Connections.ShouldBe(0);

        application.Identity.IsDown = false;
        var second = await application.HappenAsync();
        (await receiver.CallsAsync(2)).Select(call => call.Id).ShouldBe([.. first, .. second], ignoreOrder: true);
    }

    [Fact]
    public async Task An_answer_of_Identitys_is_believed_for_less_than_five_seconds()
    {
        await using var application = await WebhookWorld.StartAsync();
        application.Identity.AddClient("partner", Scopes.WebhooksManage);
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var rights = new ClientRights(application.Services.GetRequiredService<IServiceScopeFactory>(), clock, NullLogger<ClientRights>.Instance);
        (await rights.OfAsync("partner", CancellationToken.None)).ShouldBe(ClientRight.Granted);

        application.Identity.AddClient("partner", null);
        (await rights.OfAsync("partner", CancellationToken.None)).ShouldBe(ClientRight.Granted);
        clock.Advance(ClientRights.Remembered);
        (await rights.OfAsync("partner", CancellationToken.None)).ShouldBe(ClientRight.Denied);
        ClientRights.Remembered.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
