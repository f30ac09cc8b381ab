using System.Collections.Concurrent;
using Csss.Contracts.Events;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Csss.EndToEnd.Tests.System;

/// <summary>Sees a copy of every message of the published language that passes the broker, by a queue of its own bound to every message's exchange.</summary>
internal sealed class BrokerTap : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Exchange, byte[] Body)> _messages = [];
    private readonly IConnection _connection;

    private BrokerTap(IConnection connection) => _connection = connection;

    public int Count => _messages.Count;

    public static async Task<BrokerTap> OpenAsync(RunningSystem system)
    {
        var tap = new BrokerTap(await new ConnectionFactory { Uri = new Uri(system.BrokerAddress()) }.CreateConnectionAsync());
        var channel = await tap._connection.CreateChannelAsync();
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        foreach (var message in typeof(ScanUploaded).Assembly.GetExportedTypes().Where(type => type.Namespace is "Csss.Contracts.Events" or "Csss.Contracts.Commands"))
        {
            var exchange = $"{message.Namespace}:{message.Name}"; // MassTransit's name for it
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
            await channel.QueueBindAsync(queue, exchange, "");
        }

        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            tap._messages.Enqueue((delivery.Exchange, delivery.Body.ToArray()));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
        return tap;
    }

    /// <summary>The exchanges of the messages that hold the text.</summary>
    public IReadOnlySet<string> MessagesWith(string text)
    {
        var wanted = global::System.Text.Encoding.UTF8.GetBytes(text);
        return _messages.Where(message => message.Body.AsSpan().IndexOf(wanted) >= 0).Select(message => message.Exchange).ToHashSet();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
