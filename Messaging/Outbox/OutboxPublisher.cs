using System.Diagnostics;
using System.Text.Json;
using Csss.ServiceDefaults.Telemetry;
using MassTransit;

namespace Csss.Messaging.Outbox;

/// <summary>Publishes one row and returns once the broker has confirmed it.</summary>
internal sealed class OutboxPublisher(IBusControl bus, TimeProvider time)
{
    private static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(10);

    /// <summary>The broker answers and this service's own queues are bound: what is published before that would pass them by.</summary>
    public bool IsReady => bus.CheckHealth().Status == BusHealthStatus.Healthy;

    /// <exception cref="UnpublishableException">The row is not one of our contracts.</exception>
    /// <exception cref="MessageReturnedException">A command, or an audit entry, found no queue.</exception>
    /// <exception cref="TimeoutException">The broker did not confirm in time; it may have the message all the same.</exception>
    public async Task PublishAsync(OutboxMessage row, CancellationToken cancellationToken)
    {
        var (type, message) = Read(row);
        _ = ActivityContext.TryParse(row.TraceParent, traceState: null, isRemote: true, out var parent);
        using var activity = CsssActivities.Source.StartActivity("outbox publish", ActivityKind.Internal, parent);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConfirmWithin);
        try
        {
            await bus.Publish(message, type, Pipe.Execute<PublishContext>(context => Describe(context, row, type)), limit.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The broker did not confirm within {ConfirmWithin.TotalSeconds} s.", exception);
        }
    }

    private static (Type Type, object Message) Read(OutboxMessage row)
    {
        var type = ContractTypes.Find(row.Type) ?? throw new UnpublishableException("Contracts does not know this type.");
        try
        {
            return (type, JsonSerializer.Deserialize(row.Body, type) ?? throw new UnpublishableException("The body is null."));
        }
        catch (JsonException exception)
        {
            // Not its text: it may quote the body.
            throw new UnpublishableException($"The body is not a {type.Name}, see {exception.Path}.", exception);
        }
    }

    private void Describe(PublishContext context, OutboxMessage row, Type type)
    {
        context.MessageId = row.MessageId;
        context.Mandatory = ContractTypes.MustArrive(type);
        if (row.ExpiresAt is not { } expires) return;

        // It may have expired while it waited for the channel, and the broker closes that on a negative time.
        var left = expires - time.GetUtcNow();
        context.TimeToLive = left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1);
    }
}
