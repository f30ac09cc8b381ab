using System.Collections.Concurrent;
using System.Text;
using Csss.Contracts.Broker;
using Csss.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Csss.Notifications.Tests.Broker;

/// <summary>A durable queue bound to the exchange, and what came.</summary>
internal sealed class Subscriber : IAsyncDisposable
{
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly IConnection _connection;

    private Subscriber(IConnection connection) => _connection = connection;

    public IReadOnlyList<Received> Received => [.. _received];

    public static async Task<Subscriber> OpenAsync(IConnection connection, string queue, string binding)
    {
        var subscriber = new Subscriber(connection);
        var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(queue, MessageFlow.EventExchange, binding);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            var properties = delivery.BasicProperties;
            subscriber._received.Enqueue(new Received(
                delivery.RoutingKey, properties.MessageId!, properties.ContentType!, properties.Persistent, Encoding.UTF8.GetString(delivery.Body.Span)));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
        return subscriber;
    }

    public Task<IReadOnlyList<Received>> ReceivedAsync(int count) =>
        Eventually.ShouldAsync($"{count} messages", () => Task.FromResult(Received), received => received.Count >= count, TimeSpan.FromMinutes(2));

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}

internal sealed record Received(string RoutingKey, string MessageId, string ContentType, bool Persistent, string Json);
