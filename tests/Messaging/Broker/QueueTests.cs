using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Contracts.Events;
using Csss.Messaging.DeadLetters;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Operations;
using Csss.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Csss.Messaging.Tests.Broker;

[Collection(BrokerCollection.Name)]
public sealed class QueueTests(RabbitMqNode broker)
{
    [Fact]
    public async Task Every_consumer_has_a_durable_queue_of_its_own()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        await using var service = await TestService.StartAsync(bus =>
        {
            bus.AddConsumer<FirstConsumer, FirstConsumerDefinition>();
            bus.AddConsumer<SecondConsumer, SecondConsumerDefinition>();
        }, name: "queues", broker: broker.Address);
        await service.PublishAsync(Samples.Scan());
        await service.HandledCountAsync(2);

        var queues = (await QueuesAsync()).Where(queue => queue.StartsWith("queues-", StringComparison.Ordinal)).ToList();
        queues.ShouldContain("queues-first\ttrue\t[]");
        queues.ShouldContain("queues-second\ttrue\t[]");
        queues.Count.ShouldBe(3);

        // The replica's own: neither durable nor kept longer than a minute without it, so that a killed one leaves nothing for ever.
        queues.Single(queue => queue.StartsWith("queues-session-revoked-", StringComparison.Ordinal)).ShouldEndWith("\tfalse\t[{\"x-expires\",60000}]");
    }

    [Fact]
    public async Task A_command_is_kept_until_its_consumer_exists()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        await UnbindAsync<EmailReport>();
        await using var sender = await TestService.StartAsync(name: "sender", broker: broker.Address);
        var mail = Samples.Mail();
        await sender.PublishAsync(mail);
        await sender.PublishAsync(Samples.Scan());
        await Eventually.ShouldAsync("the command came back, the event went", sender.OutboxAsync, rows => rows is [{ Attempts: > 0 }]);

        await using var receiver = await TestService.StartAsync(bus => bus.AddConsumer<MailConsumer, MailConsumerDefinition>(), name: "receiver", broker: broker.Address);
        await receiver.HandledCountAsync(1, TimeSpan.FromSeconds(45));
        (await receiver.HandledAsync()).ShouldHaveSingleItem().Subject.ShouldBe(mail.ReportId);
        await sender.OutboxEmptyAsync();
    }

    /// <summary>Other tests share the broker, and leave a consumer's queue behind: without its exchange nobody waits for the command.</summary>
    private async Task UnbindAsync<TMessage>()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker.Address) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeleteAsync($"{typeof(TMessage).Namespace}:{typeof(TMessage).Name}");
    }

    [Fact]
    public async Task What_keeps_failing_is_a_dead_letter_with_its_reason_and_can_be_replayed()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        await using var service = await TestService.StartAsync(bus => bus.AddConsumer<FirstConsumer, FirstConsumerDefinition>(), name: "dead", broker: broker.Address);
        (await RunAsync(service, "list", "dead-first")).ShouldContain("There is no queue dead-first_error");

        service.Services.GetRequiredService<Gate>().FailTimes = 6;
        var scans = Samples.Scans(2);
        await service.PublishAsync(scans);
        await Eventually.ShouldAsync("both are dead letters", () => broker.CountAsync("dead-first_error"), count => count == 2);
        var list = await RunAsync(service, "list", "dead-first");
        list.ShouldContain("System.InvalidOperationException: The consumer was told to fail.");
        list.ShouldContain("2 message(s) waiting");
        await Eventually.ShouldAsync("looking takes nothing away", () => broker.CountAsync("dead-first_error"), count => count == 2);

        (await RunAsync(service, "replay", "dead-first")).ShouldContain("2 message(s) replayed");
        await service.HandledCountAsync(2);
        (await service.HandledAsync()).Select(row => row.Subject).Order().ShouldBe(scans.Select(scan => scan.ScanId).Order());
        (await broker.CountAsync("dead-first_error")).ShouldBe(0u);

        // A replayed message keeps its id: what was handled meanwhile is not handled again.
        (await service.InboxAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_revoked_session_is_dead_in_every_replica_and_the_replicas_queues_go_with_them()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        var session = Ids.New();
        await using (var one = await TestService.StartAsync(name: "replica", broker: broker.Address))
        await using (var two = await TestService.StartAsync(name: "replica", broker: broker.Address))
        {
            await Eventually.ShouldAsync("both listen", async () => (await TemporaryAsync()).Count, count => count == 2);
            await one.PublishAsync(new SessionRevoked(session, Ids.New(), TimeProvider.System.GetUtcNow()));
            await DeadInAsync(one, session);
            await DeadInAsync(two, session);
        }

        await Eventually.ShouldAsync("their queues are gone", async () => (await TemporaryAsync()).Count, count => count == 0);
    }

    private static Task DeadInAsync(TestService service, Guid session) =>
        Eventually.ShouldAsync("the session is dead", () => Task.FromResult(service.Services.GetRequiredService<RevokedSessions>().Contains(session)));

    private static async Task<string> RunAsync(TestService service, params string[] arguments)
    {
        await using var scope = service.Services.CreateAsyncScope();
        var command = scope.ServiceProvider.GetServices<IOperatorCommand>().OfType<DeadLetterCommand>().Single();
        using var output = new StringWriter();
        await command.RunAsync(arguments, output, TestContext.Current.CancellationToken);
        return output.ToString();
    }

    private async Task<List<string>> TemporaryAsync() => [.. (await QueuesAsync()).Where(queue => queue.Contains("session-revoked", StringComparison.Ordinal))];

    private async Task<List<string>> QueuesAsync() =>
        [.. (await broker.ControlAsync("list_queues", "name", "durable", "arguments")).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
