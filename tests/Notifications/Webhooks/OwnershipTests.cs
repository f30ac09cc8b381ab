using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Csss.Contracts.PublicEvents;
using Csss.Notifications.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.Tests.Webhooks;

public sealed class OwnershipTests
{
    [Fact]
    public async Task Another_clients_webhook_is_not_there()
    {
        await using var receiver = new Receiver();
        await using var application = await WebhookWorld.StartAsync();
        var (owner, stranger) = (application.Partner("owner"), application.Partner("stranger"));
        var webhook = await owner.AddWebhookAsync(receiver.Url);
        await application.HappenAsync();
        await owner.DeliveryAsync(webhook.WebhookId, "delivered");

        foreach (var (method, path) in new[]
        {
            (HttpMethod.Delete, ""), (HttpMethod.Post, "/ping"), (HttpMethod.Post, "/rotate"), (HttpMethod.Get, "/deliveries"), (HttpMethod.Post, "/deliveries/1/resend"),
        })
        {
            using var request = new HttpRequestMessage(method, $"/webhooks/{webhook.WebhookId}{path}");
            using var answer = await stranger.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{method} {path}");
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("code").ShouldBe("not_found");
        }

        (await stranger.GetFromJsonAsync<JsonElement>("/webhooks")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await owner.GetFromJsonAsync<JsonElement>("/webhooks")).GetProperty("items").GetArrayLength().ShouldBe(1);
        StandardWebhooks.ShouldBeSignedWith(receiver.Calls.ShouldHaveSingleItem(), webhook.Secret);
    }

    [Fact]
    public async Task Who_deletes_a_webhook_is_told_no_more()
    {
        await using var receiver = new Receiver();
        await using var other = new Receiver();
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);
        await partner.AddWebhookAsync(other.Url);

        (await partner.DeleteAsync($"/webhooks/{webhook.WebhookId}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await partner.DeleteAsync($"/webhooks/{webhook.WebhookId}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await application.HappenAsync();

        await other.CallsAsync(1);
        receiver.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_has_so_many_and_no_more()
    {
        await using var application = await WebhookWorld.StartAsync(("Webhooks:MostPerClient", "2"));
        var partner = application.Partner();
        await partner.AddWebhookAsync("http://127.0.0.1:9/1");
        await partner.AddWebhookAsync("http://127.0.0.1:9/2");

        using var third = await partner.PostAsJsonAsync("/webhooks", new { url = "http://127.0.0.1:9/3", events = new[] { EventTypes.ScanUploaded } });

        third.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await third.Content.ReadFromJsonAsync<JsonElement>()).Text("code").ShouldBe("too_many_webhooks");
        await application.Partner("other").AddWebhookAsync("http://127.0.0.1:9/1");
    }

    [Fact]
    public async Task Making_changing_and_removing_one_leaves_a_trail()
    {
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync("http://127.0.0.1:9/");
        (await partner.PostAsync($"/webhooks/{webhook.WebhookId}/rotate", content: null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await partner.DeleteAsync($"/webhooks/{webhook.WebhookId}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var trail = await application.PublishedAsync<Contracts.Events.AccessRecorded>(3);

        trail.Select(entry => (entry.Action, entry.Object, entry.Outcome)).ShouldBe(
            ((string[])["webhook.add", "webhook.rotate", "webhook.remove"]).Select(action => (action, $"webhooks/{webhook.WebhookId}", "allowed")), ignoreOrder: true);
    }

    [Fact]
    public async Task Old_deliveries_go_with_their_log_and_so_does_what_is_left_of_removed_webhooks()
    {
        await using var receiver = new Receiver();
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        var (kept, removed) = (await partner.AddWebhookAsync(receiver.Url), await partner.AddWebhookAsync(receiver.Url));
        await application.HappenAsync(2);
        await partner.DeliveriesAsync(kept.WebhookId, all => all.Count == 2 && all.All(one => one.IsIn("delivered")));
        await partner.DeliveriesAsync(removed.WebhookId, all => all.Count == 2 && all.All(one => one.IsIn("delivered")));
        (await partner.DeleteAsync($"/webhooks/{removed.WebhookId}")).Dispose();
        var now = TimeProvider.System.GetUtcNow();
        await application.WithDatabaseAsync(database => database.WebhookDeliveries.Where(row => row.Sequence == 1)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, now.AddDays(-31))));

        await application.WithDatabaseAsync(database => WebhookCleaning.CleanAsync(database, now.AddDays(-30), CancellationToken.None));

        (await partner.DeliveriesAsync(kept.WebhookId, _ => true)).ShouldHaveSingleItem().GetProperty("n").GetInt64().ShouldBe(2);
        (await application.WithDatabaseAsync(database => database.WebhookDeliveries.CountAsync())).ShouldBe(1);
        (await application.WithDatabaseAsync(database => database.Set<WebhookAttempt>().CountAsync())).ShouldBe(1);
    }
}
