using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Csss.Contracts.Broker;
using Csss.Notifications.Tests.Webhooks;
using Csss.Testing;
using RabbitMQ.Client;

namespace Csss.Notifications.Tests.Broker;

/// <summary>
/// Events flow while Notifications is killed and the broker is restarted. By default few, so that <c>make test</c> stays short;
/// <c>CSSS_EVENTS=20000</c> for many, which also means ten kills instead of two. The broker is this test's own: the log's queue has one active consumer, and one left by
/// another test would take all.
/// </summary>
public sealed class KillTests(RabbitMqNode broker) : IClassFixture<RabbitMqNode>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    [Fact]
    public async Task Whatever_is_killed_the_feed_is_gapless_ordered_by_scan_and_names_no_event_twice_and_the_exchange_and_webhooks_skip_none()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        var events = int.TryParse(Environment.GetEnvironmentVariable("CSSS_EVENTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 300;
        var kills = events > 1000 ? 10 : 2;
        await using var identity = await TestIdentity.StartAsync();
        await using var notifications = new NotificationsProcess(broker, identity);
        notifications.Start();
        await notifications.HealthyAsync();
        await SubscribeAsync();
        ConcurrentDictionary<Guid, int> told = [], toldInTheEnd = [];
        await using var steady = new Receiver { Plan = call => Took(told, call) };
        await using var faulty = new Receiver { Plan = call => Random.Shared.Next(8) == 0 ? Reply.Status(500) : Took(toldInTheEnd, call) };
        await notifications.AddWebhookAsync("steady", new Uri(steady.Url));
        await notifications.AddWebhookAsync("faulty", new Uri(faulty.Url));
        var publisher = new ScanPublisher(broker.Address);
        var feed = new FeedFollower(notifications);
        using var stop = new CancellationTokenSource(Patience);
        var watch = Stopwatch.StartNew();
        void Say(string what) => TestContext.Current.TestOutputHelper!.WriteLine($"{watch.Elapsed.TotalSeconds,6:0.0} s  {what}");

        var (publishing, following) = (publisher.PublishAsync(events), feed.FollowAsync(events, stop.Token));
        async Task HaveComeAsync(int count)
        {
            try
            {
                await UnlessOneFailsAsync(feed.HasAsync(count), publishing, following, notifications.Ended);
            }
            catch (TimeoutException exception)
            {
                throw new TimeoutException($"{exception.Message}; {publisher.Confirmed} were confirmed, and not: {publisher.Refusal}; the follower: {feed.Refusal}\n{await QueuesAsync()}\n{Tail(notifications.Log)}", exception);
            }
        }

        for (var step = 1; step <= kills; step++)
        {
            await HaveComeAsync(step * events / (kills + 2));
            Say($"{feed.Count} events have come");
            await notifications.KillAsync();
            if (step == 1) await RestartBrokerAsync(broker.KillAsync);
            Say("killed, starting again");
            notifications.Start();
        }

        // And once as an operator would, with Notifications alive.
        await HaveComeAsync((kills + 1) * events / (kills + 2));
        Say($"{feed.Count} events have come");
        await RestartBrokerAsync(broker.StopAsync);
        Say("the broker is back");

        await publishing;
        Say("all are published");
        await following;
        Say("all have come");

        Say($"{events} events, {kills} kills of Notifications, 2 restarts of the broker");
        feed.Sequences.ShouldBe(Enumerable.Range(1, events).Select(number => (long)number));
        var expected = publisher.Scans.Values.SelectMany(ids => ids).ToHashSet();
        expected.Count.ShouldBe(events);
        feed.Ids.ToHashSet().SetEquals(expected).ShouldBeTrue();
        feed.Ids.ShouldBeUnique();
        foreach (var (scan, ids) in publisher.Scans) feed.OfScan(scan).ShouldBe(ids);
        await ExchangeHasAllInOrderAsync(feed.Ids);
        await HasAllAsync("steady", told, expected);
        await HasAllAsync("faulty", toldInTheEnd, expected);
        Say("the webhooks have them all");
    }

    /// <summary>What is waited for never comes once the publisher or the follower has failed, so its failure is the test's at once.</summary>
    private static async Task UnlessOneFailsAsync(Task awaited, params Task[] working)
    {
        await foreach (var ended in Task.WhenEach([awaited, .. working]))
        {
            await ended;
            if (ended == awaited) return;
        }
    }

    private static string Tail(string log) => string.Join('\n', log.Split('\n').TakeLast(25));

    private async Task<string> QueuesAsync() =>
        $"{await broker.ControlAsync("list_queues", "name", "messages", "consumers")}\n{await broker.ControlAsync("list_consumers")}";

    private async Task RestartBrokerAsync(Func<Task> stop)
    {
        await stop();
        await broker.StartAsync();
    }

    private async Task SubscribeAsync()
    {
        await using var connection = await broker.ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(MessageFlow.EventExchange, ExchangeType.Topic, durable: true);
        await channel.QueueDeclareAsync("subscriber-kill-all", durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync("subscriber-kill-all", MessageFlow.EventExchange, "#");
    }

    private static Reply Took(ConcurrentDictionary<Guid, int> told, Call call)
    {
        told.AddOrUpdate(call.Id, 1, (_, times) => times + 1);
        return Reply.Status(204);
    }

    private static async Task HasAllAsync(string receiver, ConcurrentDictionary<Guid, int> told, HashSet<Guid> expected)
    {
        await Eventually.ShouldAsync($"{receiver} was told of all", () => Task.FromResult(told.Count), count => count >= expected.Count, TimeSpan.FromMinutes(10));
        told.Keys.ToHashSet().SetEquals(expected).ShouldBeTrue();
        TestContext.Current.TestOutputHelper!.WriteLine($"{receiver} was told {told.Values.Sum() - expected.Count} times more than there are events");
    }

    /// <summary>At least once, and the first time in the order of the log.</summary>
    private async Task ExchangeHasAllInOrderAsync(IReadOnlyList<Guid> expected)
    {
        await using var subscriber = await Subscriber.OpenAsync(await broker.ConnectAsync(), "subscriber-kill-all", "#");
        await Eventually.ShouldAsync("the exchange had them all", () => Task.FromResult(subscriber.Received.DistinctBy(message => message.MessageId).Count()), count => count >= expected.Count, TimeSpan.FromMinutes(5));
        subscriber.Received.Select(message => Guid.Parse(message.MessageId)).Distinct().ShouldBe(expected);
        TestContext.Current.TestOutputHelper!.WriteLine($"{subscriber.Received.Count - expected.Count} sent again by the exchange");
    }
}
