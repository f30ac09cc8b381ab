using System.Diagnostics;
using System.Globalization;
using System.Text;
using Csss.Contracts.Broker;
using Csss.Contracts.PublicEvents;
using Csss.Notifications.EventLog;
using Csss.ServiceDefaults.Telemetry;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Csss.Notifications.EventExchange;

/// <summary>
/// The right to publish to the exchange, and the means. The right is a queue that one connection has for itself, this one: with the connection it is gone,
/// and another replica may have it.
/// </summary>
internal sealed class ExchangeChannel : IAsyncDisposable
{
    private const string Turn = "notifications-event-exchange-turn";
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private ExchangeChannel(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    /// <summary>Null while another replica has its turn. Takes over the connection.</summary>
    public static async Task<ExchangeChannel?> TryOpenAsync(IConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            var channel = await connection.CreateChannelAsync(
                new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
            await channel.QueueDeclareAsync(Turn, durable: false, exclusive: true, autoDelete: false, cancellationToken: cancellationToken);
            await channel.ExchangeDeclareAsync(MessageFlow.EventExchange, ExchangeType.Topic, durable: true, cancellationToken: cancellationToken);
            return new ExchangeChannel(connection, channel);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.ResourceLocked)
        {
            await connection.DisposeAsync();
            return null;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns once the broker has it, in every queue that wants it.</summary>
    public async Task PublishAsync(LoggedEvent line, CancellationToken cancellationToken)
    {
        _ = ActivityContext.TryParse(line.TraceParent, traceState: null, isRemote: true, out var parent);
        using var activity = CsssActivities.Source.StartActivity("event exchange publish", ActivityKind.Producer, parent);
        var properties = new BasicProperties
        {
            MessageId = line.Id.ToString("D", CultureInfo.InvariantCulture),
            ContentType = CloudEventFormat.ContentType,
            Type = line.Type,
            DeliveryMode = DeliveryModes.Persistent,
        };
        await _channel.BasicPublishAsync(
            MessageFlow.EventExchange, EventTypes.RoutingKeyOf(line.Type), mandatory: false, properties, Encoding.UTF8.GetBytes(line.Json), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
