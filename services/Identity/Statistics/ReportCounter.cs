using Csss.Contracts.Events;
using Csss.Messaging;
using MassTransit;

namespace Csss.Identity.Statistics;

internal sealed class ReportCounter(Counting counting) : IConsumer<ReportGenerated>
{
    public Task Consume(ConsumeContext<ReportGenerated> context) =>
        counting.AddAsync(Counted.ReportsGenerated, context.Message.GeneratedAt, label: null, context.CancellationToken);
}

internal sealed class ReportCounterDefinition : InboxConsumerDefinition<ReportCounter>;
