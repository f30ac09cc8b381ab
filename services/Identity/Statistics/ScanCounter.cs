using Csss.Contracts.Events;
using Csss.Messaging;
using MassTransit;

namespace Csss.Identity.Statistics;

internal sealed class ScanCounter(Counting counting) : IConsumer<ScanUploaded>
{
    public Task Consume(ConsumeContext<ScanUploaded> context) => counting.AddAsync(Counted.Scans, context.Message.UploadedAt, label: null, context.CancellationToken);
}

internal sealed class ScanCounterDefinition : InboxConsumerDefinition<ScanCounter>;
