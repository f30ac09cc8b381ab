using Csss.Contracts;
using Csss.Notifications.Webhooks;
using Csss.Notifications.Webhooks.Delivering;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Notifications.Tests.Webhooks;

public sealed class WebhookReplicaTests
{
    [Fact]
    public async Task What_a_dead_replica_was_sending_is_sent_again_under_the_same_id()
    {
        await using var receiver = new Receiver();
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);
        var id = (await application.HappenAsync()).Single();
        await partner.DeliveryAsync(webhook.WebhookId, "delivered");

        // As it is between the claim and what was to be written after the answer.
        var until = TimeProvider.System.GetUtcNow().AddSeconds(1);
        await application.WithDatabaseAsync(async database =>
        {
            await using var transaction = await database.Database.BeginTransactionAsync();
            await database.Set<WebhookAttempt>().ExecuteDeleteAsync();
            await database.WebhookDeliveries.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, WebhookDeliveryState.Pending)
                .SetProperty(row => row.Lease, Ids.New()).SetProperty(row => row.NextAttemptAt, until).SetProperty(row => row.EndedAt, (DateTimeOffset?)null));
            await transaction.CommitAsync();
            return 0;
        });
        application.Services.GetRequiredService<WebhookLanes>().Wake(1);

        var again = await partner.DeliveryAsync(webhook.WebhookId, "delivered");
        (await receiver.CallsAsync(2)).ShouldAllBe(call => call.Id == id);
        again.Attempts().ShouldHaveSingleItem().GetProperty("attempt").GetInt32().ShouldBe(2);
        again.Attempts()[0].GetProperty("at").GetDateTimeOffset().ShouldBeGreaterThanOrEqualTo(until.AddMilliseconds(-1));
    }

    [Fact]
    public async Task What_was_under_way_when_the_service_stopped_is_sent_after_it_starts_again()
    {
        var storage = Directory.CreateTempSubdirectory("csss-test-");
        var key = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        await using var identity = await TestIdentity.StartAsync();
        await using var receiver = new Receiver { Plan = _ => Reply.Hang };
        Guid id;
        await using (var before = await StartAsync())
        {
            await before.Partner().AddWebhookAsync(receiver.Url);
            id = (await before.HappenAsync()).Single();
            await receiver.CallsAsync(1);
        }

        receiver.Plan = _ => Reply.Status(200);
        await using (var after = await StartAsync())
        {
            (await receiver.CallsAsync(2)).ShouldAllBe(call => call.Id == id);
            await after.RowAsync(id, row => row.State == WebhookDeliveryState.Delivered);
        }

        storage.Delete(recursive: true);

        Task<NotificationsApplication> StartAsync() => WebhookWorld.StartAsync(
            new NotificationsApplication { Identity = identity }, ("Storage:Directory", storage.FullName), ("Storage:MasterKey", key));
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task Two_replicas_on_one_database_send_each_event_once()
    {
        await using var receiver = new Receiver();
        await using var first = await WebhookWorld.StartAsync();
        await using var second = await WebhookWorld.StartAsync(
            ("Storage:Directory", first.StorageDirectory), ("services:identity:http:0", first.Identity.Address.ToString()));
        var partner = first.Partner();
        await partner.AddWebhookAsync(receiver.Url + "/a");
        await partner.AddWebhookAsync(receiver.Url + "/b");

        var ids = (await first.HappenAsync(20)).Concat(await second.HappenAsync(20)).ToList();

        await Eventually.ShouldAsync("all are delivered", () => first.WithDatabaseAsync(database =>
            database.WebhookDeliveries.CountAsync(row => row.State == WebhookDeliveryState.Delivered)), delivered => delivered == 80, WebhookWorld.Patience);
        receiver.Calls.Count(call => call.RequestLine.Contains("/a ", StringComparison.Ordinal)).ShouldBe(40);
        receiver.Calls.Select(call => call.Id).ShouldBe(ids.Concat(ids), ignoreOrder: true);
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task Who_has_lost_the_lease_writes_nothing()
    {
        var gate = new TaskCompletionSource();
        await using var receiver = new Receiver { Plan = _ => Reply.After(gate.Task) };
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);
        var id = (await application.HappenAsync()).Single();
        await receiver.CallsAsync(1);
        var (lease, until) = (Ids.New(), TimeProvider.System.GetUtcNow().AddHours(1));
        await application.WithDatabaseAsync(database => database.WebhookDeliveries.ExecuteUpdateAsync(set =>
            set.SetProperty(row => row.Lease, lease).SetProperty(row => row.NextAttemptAt, until)));

        gate.SetResult();

        await Eventually.ShouldAsync("it notices", () => Task.FromResult(application.Logs.Text.Contains("was taken over", StringComparison.Ordinal)), WebhookWorld.Patience);
        (await application.RowAsync(id, _ => true)).Lease.ShouldBe(lease);
        (await partner.DeliveryAsync(webhook.WebhookId, "pending")).Attempts().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_logs_retention_is_told_what_is_still_needed()
    {
        await using var receiver = new Receiver { Plan = call => call.RequestLine.Contains("/bad", StringComparison.Ordinal) ? Reply.Status(500) : Reply.Status(200) };
        await using var application = await WebhookWorld.StartAsync(("Webhooks:FirstRetryAfter", "00:10:00"), ("Webhooks:LongestRetryAfter", "00:10:00"));
        var partner = application.Partner();
        await application.HappenAsync(2);
        var bad = await partner.AddWebhookAsync(receiver.Url + "/bad");
        var good = await partner.AddWebhookAsync(receiver.Url + "/good");
        await application.HappenAsync(3);
        await partner.DeliveriesAsync(good.WebhookId, all => all.Count == 3 && all.All(one => one.IsIn("delivered")));
        await partner.DeliveriesAsync(bad.WebhookId, all => all.Count == 3 && all.All(one => one.Attempts().Count == 1));

        await TellAsync(application);
        (await ToldAsync(application)).ShouldBe(2);

        (await partner.DeleteAsync($"/webhooks/{bad.WebhookId}")).Dispose();
        await application.WithDatabaseAsync(database => WebhookCleaning.CleanAsync(database, DateTimeOffset.UnixEpoch, CancellationToken.None));
        await TellAsync(application);
        (await ToldAsync(application)).ShouldBe(5);
    }

    private static Task<int> TellAsync(NotificationsApplication application) => application.WithDatabaseAsync(async database =>
    {
        await application.Services.GetRequiredService<WebhookReading>().TellAsync(database, CancellationToken.None);
        return 0;
    });

    private static Task<long> ToldAsync(NotificationsApplication application) =>
        application.WithDatabaseAsync(database => database.LogPositions.Where(row => row.Reader == "webhooks").Select(row => row.After).SingleAsync());
}
