using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.ServiceDefaults.Authentication;
using Csss.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Messaging.Tests.Broker;

[Collection(BrokerCollection.Name)]
public sealed class OutageTests(RabbitMqNode broker)
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_is_written_while_the_broker_is_stopped_arrives_in_order_and_once_whoever_stays_stops_or_starts_meanwhile()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        var folder = Directory.CreateTempSubdirectory("csss-outage-").FullName;
        var (kept, held, first) = (Samples.Scans(60), Samples.Scans(3), Samples.Scans(3));
        await using var staying = await StartAsync("staying");
        await staying.PublishAsync(kept[..10]);
        await staying.HandledCountAsync(10);
        await using (var stopping = await StartAsync("stopping", folder))
        {
            await stopping.PublishAsync(held[0]);
            await stopping.HandledCountAsync(1);
            await broker.StopAsync();
            await stopping.PublishAsync(held[1..]);
            await stopping.StopAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }

        foreach (var scan in kept[10..50]) await staying.PublishAsync(scan);
        await HealthAsync(staying, "Degraded");
        await DiesAsync(staying);
        await using var early = await StartAsync("early").WaitAsync(TimeSpan.FromSeconds(15));
        await HealthAsync(early, "Degraded");
        await early.PublishAsync(first);
        await broker.StartAsync();
        await staying.PublishAsync(kept[50..]);

        await ArrivesAsync(staying, [.. kept, .. first]);
        (await staying.HandledAsync()).Select(row => row.Subject).Intersect(kept.Select(scan => scan.ScanId)).ShouldBe(kept.Select(scan => scan.ScanId));
        await HealthAsync(staying, "Healthy");

        // Its queue had never existed: what is published before it is bound would be confirmed, and lost.
        await ArrivesAsync(early, first);
        await using (var again = await StartAsync("stopping", folder)) await ArrivesAsync(again, held);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_broker_killed_in_mid_flow_loses_and_doubles_nothing()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        await using var service = await StartAsync("killed");
        var scans = Samples.Scans(600);
        var writing = Task.Run(async () =>
        {
            foreach (var chunk in scans.Chunk(6)) await service.PublishAsync(chunk);
        });
        await service.HandledCountAsync(50);
        await broker.KillAsync();
        await writing;
        await broker.StartAsync();
        await service.HandledCountAsync(600, Outage);
        await service.OutboxEmptyAsync();

        (await service.HandledAsync()).Select(row => row.Subject).Order().ShouldBe(scans.Select(scan => scan.ScanId).Order());
        (await service.InboxAsync()).Count.ShouldBe(600);
    }

    /// <summary>Each of these is handled, once; what others published meanwhile may be there too.</summary>
    private static async Task ArrivesAsync(TestService service, ScanUploaded[] scans)
    {
        await service.OutboxEmptyAsync(Outage);
        var expected = scans.Select(scan => scan.ScanId).ToHashSet();
        await Eventually.ShouldAsync($"{expected.Count} messages are handled", async () => (await SeenAsync()).Distinct().Count(), count => count == expected.Count, Outage);
        (await SeenAsync()).Count.ShouldBe(expected.Count);

        async Task<List<Guid>> SeenAsync() => [.. (await service.HandledAsync()).Select(row => row.Subject).Where(expected.Contains)];
    }

    /// <summary>A session that is revoked while no event can tell of it dies with the next poll.</summary>
    private static Task DiesAsync(TestService service)
    {
        var session = Ids.New();
        service.Services.GetRequiredService<RevocationList>().Sessions = [session];
        return Eventually.ShouldAsync("the session is dead",
            () => Task.FromResult(service.Services.GetRequiredService<RevokedSessions>().Contains(session)), TimeSpan.FromSeconds(15));
    }

    private Task<TestService> StartAsync(string name, string? folder = null) => TestService.StartAsync(
        bus => bus.AddConsumer<SecondConsumer, OneAtATimeDefinition>(), name: name, broker: broker.Address, folder: folder);

    private static async Task HealthAsync(TestService service, string status)
    {
        using var client = new HttpClient { BaseAddress = service.Address };
        await Eventually.ShouldAsync("health is " + status, async () =>
        {
            var answer = await client.GetAsync(new Uri("/health", UriKind.Relative));
            answer.IsSuccessStatusCode.ShouldBeTrue();
            return await answer.Content.ReadAsStringAsync();
        }, text => text.Contains(status, StringComparison.Ordinal), Outage);
    }

    /// <summary>One message at a time, so that the order they arrive in can be seen.</summary>
    private sealed class OneAtATimeDefinition : InboxConsumerDefinition<SecondConsumer>
    {
        protected override int PrefetchCount => 1;
    }
}
