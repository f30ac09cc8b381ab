using System.Diagnostics;
using Csss.Contracts;
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
    public async Task What_is_written_while_the_broker_is_stopped_arrives_in_order_and_once()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        await using var service = await StartAsync("stopped");
        var scans = Samples.Scans(60);
        await service.PublishAsync(scans[..10]);
        await service.HandledCountAsync(10);

        await broker.StopAsync();
        foreach (var scan in scans[10..50]) await service.PublishAsync(scan);
        await HealthAsync(service, "Degraded");
        await broker.StartAsync();
        var watch = Stopwatch.StartNew();
        await service.PublishAsync(scans[50..]);
        await service.HandledCountAsync(60, Outage);
        TestContext.Current.TestOutputHelper!.WriteLine($"all handled {watch.Elapsed.TotalSeconds:F1} s after the broker was back");

        (await service.HandledAsync()).Select(row => row.Subject).ShouldBe(scans.Select(scan => scan.ScanId));
        await service.OutboxEmptyAsync();
        await HealthAsync(service, "Healthy");
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

    [Fact]
    public async Task Services_start_serve_and_stop_without_a_broker_and_what_they_hold_is_sent_later()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        var folder = Directory.CreateTempSubdirectory("csss-outage-").FullName;
        var scans = Samples.Scans(6);
        await using (var stopping = await StartAsync("stopping", folder))
        {
            await stopping.PublishAsync(scans[0]);
            await stopping.HandledCountAsync(1);
            await broker.StopAsync();
            await stopping.PublishAsync(scans[1], scans[2]);
            await DiesAsync(stopping);
            await stopping.StopAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }

        await using var early = await StartAsync("early").WaitAsync(TimeSpan.FromSeconds(15));
        await HealthAsync(early, "Degraded");
        await early.PublishAsync(scans[3..]);
        await broker.StartAsync();

        // Its queue had never existed: what is published before it is bound would be confirmed, and lost.
        await early.HandledCountAsync(3, Outage);
        (await early.HandledAsync()).Select(row => row.Subject).Take(3).ShouldBe(scans[3..].Select(scan => scan.ScanId));
        await using (var again = await StartAsync("stopping", folder))
        {
            await again.OutboxEmptyAsync(Outage);
            await Eventually.ShouldAsync("what the first one held is handled", async () => (await again.HandledAsync()).Select(row => row.Subject).ToList(),
                subjects => scans[..3].All(scan => subjects.Contains(scan.ScanId)), Outage);
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A session that is revoked while no event can tell of it is dead within five seconds.</summary>
    private static Task DiesAsync(TestService service)
    {
        var session = Ids.New();
        service.Services.GetRequiredService<RevocationList>().Sessions = [session];
        return Eventually.ShouldAsync("the session is dead",
            () => Task.FromResult(service.Services.GetRequiredService<RevokedSessions>().Contains(session)), TimeSpan.FromSeconds(5));
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
