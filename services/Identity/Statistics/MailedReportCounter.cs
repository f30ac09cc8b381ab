using Csss.Contracts.Events;
using Csss.Messaging;
using MassTransit;

namespace Csss.Identity.Statistics;

internal sealed class MailedReportCounter(Counting counting) : IConsumer<ReportEmailed>
{
    public Task Consume(ConsumeContext<ReportEmailed> context) =>
        counting.AddAsync(Counted.ReportsEmailed, context.Message.SentAt, label: null, context.CancellationToken);
}

internal sealed class MailedReportCounterDefinition : InboxConsumerDefinition<MailedReportCounter>;
