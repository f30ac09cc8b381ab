using Csss.Contracts.Events;
using Csss.Messaging;
using MassTransit;

namespace Csss.Identity.Audit;

/// <summary>From every service's outbox into the chain, one at a time.</summary>
internal sealed class AccessRecordedConsumer(AuditTrail trail) : IConsumer<AccessRecorded>
{
    public Task Consume(ConsumeContext<AccessRecorded> context) => trail.AppendAsync(context.MessageId!.Value, context.Message, context.CancellationToken);
}

internal sealed class AccessRecordedConsumerDefinition : InboxConsumerDefinition<AccessRecordedConsumer>
{
    public AccessRecordedConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override int PrefetchCount => 64;
}
