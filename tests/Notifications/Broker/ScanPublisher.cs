using System.Collections.Concurrent;
using Csss.Contracts;
using Csss.Notifications.Tests.EventLog;
using MassTransit;

namespace Csss.Notifications.Tests.Broker;

/// <summary>
/// Publishes scans' events as the services' outboxes do: of one scan one after the other, each until the broker has confirmed it, under an id that stays. So it may
/// publish one twice, and now and then does so on purpose.
/// </summary>
internal sealed class ScanPublisher(string broker)
{
    private const int Parallel = 8;
    private const int EventsOfScan = 4;
    private static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(5);
    private int _confirmed;

    /// <summary>The ids of each scan's events in their order.</summary>
    public ConcurrentDictionary<Guid, List<Guid>> Scans { get; } = new();

    public int Confirmed => _confirmed;

    /// <summary>Why one was last not confirmed.</summary>
    public string? Refusal { get; private set; }

    public async Task PublishAsync(int events)
    {
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbit => rabbit.Host(new Uri(broker)));
        await bus.StartAsync();
        try
        {
            await System.Threading.Tasks.Parallel.ForEachAsync(
                Enumerable.Range(0, events / EventsOfScan), new ParallelOptions { MaxDegreeOfParallelism = Parallel }, async (number, _) => await PublishScanAsync(bus, ScanStory.New(), number));
        }
        finally
        {
            await bus.StopAsync();
        }
    }

    private async Task PublishScanAsync(IBusControl bus, ScanStory story, int number)
    {
        var ids = Scans.GetOrAdd(story.ScanId, _ => []);
        foreach (var message in (object[])[story.Uploaded, story.Completed, story.Signed, story.Emailed])
        {
            var id = Ids.New();
            ids.Add(id);
            await ConfirmedAsync(bus, message, id);
            if (number % 10 == 0) await ConfirmedAsync(bus, message, id);
        }
    }

    private async Task ConfirmedAsync(IBusControl bus, object message, Guid id)
    {
        while (true)
        {
            using var limit = new CancellationTokenSource(ConfirmWithin);
            try
            {
                await bus.Publish(message, message.GetType(), context => context.MessageId = id, limit.Token);
                Interlocked.Increment(ref _confirmed);
                return;
            }
            catch (Exception exception) when (exception is OperationCanceledException or TimeoutException or MassTransitException or RabbitMQ.Client.Exceptions.RabbitMQClientException or IOException)
            {
                // The broker is away, or went away before it had said so.
                Refusal = exception.ToString();
            }
        }
    }
}
