using Csss.Messaging.Broker;
using Csss.ServiceDefaults.Operations;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Csss.Messaging.DeadLetters;

/// <summary>
/// <c>dead-letters list QUEUE</c> shows what a queue gave up on and why; <c>dead-letters replay QUEUE</c> puts it back, each
/// message confirmed before it is taken off the dead-letter queue.
/// </summary>
internal sealed class DeadLetterCommand(IOptions<BrokerOptions> broker) : IOperatorCommand
{
    private const string Suffix = "_error";

    public string Name => "dead-letters";

    public string Usage => "list|replay QUEUE    messages that kept failing, with their reason";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments is not [("list" or "replay") and var verb, var queue])
        {
            await output.WriteLineAsync($"{Name} {Usage}");
            return 2;
        }

        var factory = broker.Value.CreateFactory();
        await using var connection = await factory.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        if (await CountAsync(channel, queue + Suffix, cancellationToken) is not { } waiting)
        {
            await output.WriteLineAsync($"There is no queue {queue + Suffix}: nothing of {queue} has failed yet, or that is not a queue's name.");
            return 1;
        }

        for (var remaining = waiting; remaining > 0; remaining--)
        {
            if (await channel.BasicGetAsync(queue + Suffix, autoAck: false, cancellationToken) is not { } message) break;

            await output.WriteLineAsync($"{message.BasicProperties.MessageId}  {DeadLetterReason.Of(message.BasicProperties)}");
            if (verb == "replay") await ReplayAsync(channel, queue, message, cancellationToken);
        }

        // Closing the channel gives back what was only looked at.
        await output.WriteLineAsync($"{waiting} message(s) {(verb == "replay" ? "replayed" : "waiting")} in {queue + Suffix}");
        return 0;
    }

    private static async Task<uint?> CountAsync(IChannel channel, string queue, CancellationToken cancellationToken)
    {
        try
        {
            return await channel.MessageCountAsync(queue, cancellationToken);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }

    private static async Task ReplayAsync(IChannel channel, string queue, BasicGetResult message, CancellationToken cancellationToken)
    {
        var properties = new BasicProperties(message.BasicProperties);
        DeadLetterReason.Remove(properties);
        // By the queue's own exchange, as MassTransit does: the default one would open every queue, so no service may use it.
        await channel.BasicPublishAsync(exchange: queue, routingKey: "", mandatory: true, properties, message.Body, cancellationToken);
        await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellationToken);
    }
}
