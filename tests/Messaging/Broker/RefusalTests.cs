using Csss.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Messaging.Tests.Broker;

/// <summary>A broker that does not believe the service, for a while.</summary>
[Collection(BrokerCollection.Name)]
public sealed class RefusalTests(RabbitMqNode broker)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_service_that_starts_before_its_user_is_made_reads_its_queues_once_there_is_one()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        await using var service = await StartAsync("early", "first");
        var scan = Samples.Scan();
        await service.PublishAsync(scan);
        await RefusedAsync(service);

        await AddUserAsync("early", "first");

        await service.HandledCountAsync(1, Patience);
        await service.OutboxEmptyAsync();
        await service.HealthyAsync();
    }

    [Fact]
    public async Task A_service_whose_login_is_refused_for_a_while_reads_all_its_queues_afterwards()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        await AddUserAsync("rotated", "first");
        await using var service = await StartAsync("rotated", "first");
        await service.PublishAsync(Samples.Scan());
        await service.HandledCountAsync(1, Patience);

        await broker.ControlAsync("change_password", "rotated", "second");
        await broker.ControlAsync("close_all_user_connections", "rotated", "the password has changed");
        await service.PublishAsync(Samples.Scan());
        await RefusedAsync(service);
        await broker.ControlAsync("change_password", "rotated", "first");

        await service.HandledCountAsync(2, Patience);
        await service.OutboxEmptyAsync();
        await service.HealthyAsync();
    }

    /// <summary>From here on MassTransit alone does nothing any more.</summary>
    private static Task RefusedAsync(TestService service) =>
        Eventually.ShouldAsync("the reader of its queue is refused", () => Task.FromResult(string.Join('\n', service.Services.GetRequiredService<IBusControl>().CheckHealth().Endpoints.Select(queue => $"{queue.Key}: {queue.Value.Status} {queue.Value.Description} {queue.Value.Exception}"))),
            text => text.Contains("refused", StringComparison.Ordinal), TimeSpan.FromSeconds(15));

    private Task<TestService> StartAsync(string user, string password) => TestService.StartAsync(
        bus => bus.AddConsumer<FirstConsumer, FirstConsumerDefinition>(), name: user, broker: broker.AddressOf(user, password));

    private async Task AddUserAsync(string user, string password)
    {
        await broker.ControlAsync("add_user", user, password);
        await broker.ControlAsync("set_permissions", user, ".*", ".*", ".*");
    }
}
