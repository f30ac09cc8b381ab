using System.Diagnostics;
using System.Text.Json;
using Csss.ServiceDefaults.Telemetry;
using MassTransit;

namespace Csss.Messaging.Outbox;

/// <summary>Publishes one row and returns once the broker has confirmed it.</summary>
internal sealed class OutboxPublisher(IBus bus, TimeProvider time)
{
    private static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(10);

    /// <exception cref="OperationCanceledException">The broker did not confirm in time.</exception>
    /// <exception cref="MassTransitException">A command found no queue.</exception>
    public async Task PublishAsync(OutboxMessage row, CancellationToken cancellationToken)
    {
        var type = ContractTypes.Get(row.Type);
        var message = JsonSerializer.Deserialize(row.Body, type)!;
        _ = ActivityContext.TryParse(row.TraceParent, traceState: null, isRemote: true, out var parent);
        using var activity = CsssActivities.Source.StartActivity("outbox publish", ActivityKind.Internal, parent);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConfirmWithin);

        await bus.Publish(message, type, Pipe.Execute<PublishContext>(context =>
        {
            context.MessageId = row.MessageId;
            context.Mandatory = ContractTypes.IsCommand(type);
            if (row.ExpiresAt is { } expires) context.TimeToLive = expires - time.GetUtcNow();
        }), limit.Token);
    }
}
