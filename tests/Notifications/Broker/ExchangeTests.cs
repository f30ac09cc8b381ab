using Csss.Contracts;
using Csss.Contracts.Broker;
using Csss.Contracts.Events;
using Csss.Contracts.PublicEvents;
using Csss.Notifications.EventExchange;
using Csss.Notifications.EventLog;
using Csss.Notifications.Tests.EventLog;
using Csss.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Csss.Notifications.Tests.Broker;

[Collection(BrokerCollection.Name)]
public sealed class ExchangeTests(RabbitMqNode broker)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_subscriber_with_a_user_of_its_own_reads_what_it_binds_and_can_do_nothing_else()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        var service = await BrokerUser.AddAsync(broker, ResourceNames.Notifications, BrokerPermissions.Of(ResourceNames.Notifications));
        var lab = await BrokerUser.AddAsync(broker, "subscriber-lab", BrokerPermissions.OfSubscriber("subscriber-lab"));
        await using var application = await StartAsync(service.Address);
        await ExchangeAsync();
        await using var subscriber = await Subscriber.OpenAsync(await lab.ConnectAsync(), "subscriber-lab-reports", "report.#");
        var (story, make) = (ScanStory.New(), application.Services.GetRequiredService<PublicEventMaker>());

        await application.WriteToLogAsync(make.Make(Ids.New(), story.Uploaded), make.Make(Ids.New(), story.Completed), make.Make(Ids.New(), story.Signed), make.Make(Ids.New(), story.Undelivered));

        var received = await subscriber.ReceivedAsync(2);
        var log = await application.LogAsync(4);
        received.Select(message => message.RoutingKey).ShouldBe(["report.generated.v1", "report.delivery-failed.v1"]);
        received.Select(message => message.Json).ShouldBe(log.Where(line => line.Type.StartsWith("csss.report.", StringComparison.Ordinal)).Select(line => line.Json));
        received.ShouldAllBe(message => message.ContentType == "application/cloudevents+json" && message.Persistent && message.Json.Contains(message.MessageId, StringComparison.Ordinal));

        var tries = new Dictionary<string, Func<IChannel, Task>>
        {
            ["publish an event"] = channel => channel.BasicPublishAsync(MessageFlow.EventExchange, "scan.uploaded.v1", mandatory: false, new BasicProperties(), new byte[] { 1 }).AsTask(),
            ["publish past every exchange"] = channel => channel.BasicPublishAsync("", "notifications-event-log", mandatory: false, new BasicProperties(), new byte[] { 1 }).AsTask(),
            ["read our log's queue"] = channel => channel.BasicGetAsync("notifications-event-log", autoAck: true),
            ["listen to an internal event"] = channel => channel.QueueBindAsync("subscriber-lab-reports", $"{typeof(ScanUploaded).Namespace}:{nameof(ScanUploaded)}", ""),
            ["read another subscriber's queue"] = channel => channel.QueueDeclareAsync("subscriber-other-reports", durable: true, exclusive: false, autoDelete: false),
            ["remove the exchange"] = channel => channel.ExchangeDeleteAsync(MessageFlow.EventExchange),
        };
        foreach (var (what, attempt) in tries)
        {
            await using var connection = await lab.ConnectAsync();
            await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
            var refused = await Should.ThrowAsync<OperationInterruptedException>(() => attempt(channel), what);
            refused.ShutdownReason!.ReplyCode.ShouldBe((ushort)403, what);
        }
    }

    [Fact]
    public async Task Of_two_replicas_one_publishes_and_the_other_goes_on_where_it_stopped()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        var storage = Directory.CreateTempSubdirectory("csss-test-");
        var first = await StartAsync(broker.Address, ("Storage:Directory", storage.FullName));
        await ExchangeAsync();
        await using var second = await StartAsync(broker.Address, ("Storage:Directory", storage.FullName));
        await using var subscriber = await Subscriber.OpenAsync(await broker.ConnectAsync(), "subscriber-replicas-all", "#");
        var make = second.Services.GetRequiredService<PublicEventMaker>();
        var events = Enumerable.Range(0, 60).Select(_ => make.Make(Ids.New(), ScanStory.New().Uploaded)).ToList();

        await first.WriteToLogAsync([.. events[..20]]);
        await second.WriteToLogAsync([.. events[20..40]]);
        await subscriber.ReceivedAsync(40);
        await PositionAsync(second, 40);
        await first.DisposeAsync();
        await second.WriteToLogAsync([.. events[40..]]);

        await subscriber.ReceivedAsync(60);
        await PositionAsync(second, 60);
        subscriber.Received.Select(message => Guid.Parse(message.MessageId)).ShouldBe(events.Select(one => one.Id));
        await second.DisposeAsync();
        storage.Delete(recursive: true);
    }

    [Fact]
    public async Task What_was_sent_but_not_recorded_as_sent_is_sent_again_under_the_same_id()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        await using var subscriber = await Subscriber.OpenAsync(await DeclaredAsync(), "subscriber-again-all", "#");
        var storage = Directory.CreateTempSubdirectory("csss-test-");
        Guid[] ids;
        await using (var before = await StartAsync(broker.Address, ("Storage:Directory", storage.FullName)))
        {
            var make = before.Services.GetRequiredService<PublicEventMaker>();
            PublicEvent[] events = [.. Enumerable.Range(0, 3).Select(_ => make.Make(Ids.New(), ScanStory.New().Uploaded))];
            ids = [.. events.Select(one => one.Id)];
            await before.WriteToLogAsync(events);
            await PositionAsync(before, 3);
        }

        await PutBackAsync(storage.FullName, 1);

        await using (var after = await StartAsync(broker.Address, ("Storage:Directory", storage.FullName)))
        {
            await PositionAsync(after, 3);
            await subscriber.ReceivedAsync(5);
            subscriber.Received.Select(message => Guid.Parse(message.MessageId)).ShouldBe([.. ids, .. ids[1..]]);
        }

        storage.Delete(recursive: true);
    }

    [Fact]
    public async Task The_logs_queue_has_one_consumer_at_a_time_however_many_replicas_there_are()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        await using var application = await StartAsync(broker.Address);
        await Eventually.ShouldAsync("the queue is there", () => broker.CountAsync("notifications-event-log"), count => count is not null, Patience);

        (await broker.ControlAsync("list_queues", "name", "durable", "arguments")).ShouldContain("notifications-event-log\ttrue\t[{\"x-single-active-consumer\",true}]");
    }

    [Theory]
    [InlineData("lab")]
    [InlineData("subscriber-")]
    [InlineData("subscriber-a|.*")]
    [InlineData("subscriber-lab-two")]
    [InlineData("subscriber-Lab")]
    [InlineData("subscriber-lab\n")]
    public void A_subscriber_cannot_be_called_what_would_reach_further_than_its_own(string name) =>
        Should.Throw<ArgumentException>(() => BrokerPermissions.OfSubscriber(name));

    private static async Task<NotificationsApplication> StartAsync(string broker, params (string Key, string? Value)[] settings)
    {
        var application = new NotificationsApplication { Broker = broker };
        await application.InitializeAsync();
        foreach (var (key, value) in settings) application.Setting(key, value);
        _ = application.Services;
        return application;
    }

    /// <summary>Until the service has declared the exchange.</summary>
    private Task ExchangeAsync() => Eventually.ShouldAsync("the exchange is there", async () =>
    {
        await using var connection = await broker.ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            await channel.ExchangeDeclarePassiveAsync(MessageFlow.EventExchange);
            return true;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == 404)
        {
            return false;
        }
    }, Patience);

    /// <summary>A connection, the exchange already there as the service makes it.</summary>
    private async Task<IConnection> DeclaredAsync()
    {
        var connection = await broker.ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(MessageFlow.EventExchange, ExchangeType.Topic, durable: true);
        return connection;
    }

    /// <summary>As if it had died between the broker's confirmation and its own record of it.</summary>
    private static async Task PutBackAsync(string storage, long after)
    {
        await using var database = new SqliteConnection($"Data Source={Directory.GetFiles(storage, "*.db").Single()};Pooling=False");
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = "UPDATE event_log_positions SET After = $after WHERE Reader = $reader";
        command.Parameters.AddWithValue("$reader", EventExchangeWorker.Reader);
        command.Parameters.AddWithValue("$after", after);
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    private static Task PositionAsync(NotificationsApplication application, long expected) => Eventually.ShouldAsync(
        $"{expected} is recorded as sent", () => application.WithDatabaseAsync(database => database.LogPositions.AsNoTracking().Where(row => row.Reader == EventExchangeWorker.Reader).Select(row => row.After).SingleOrDefaultAsync()),
        after => after == expected, Patience);
}
