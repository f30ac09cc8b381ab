using Csss.Contracts.Events;
using Csss.Messaging;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Reports.Delivery;

/// <summary>A mail server has accepted the report; an earlier failure no longer matters.</summary>
internal sealed class ReportEmailedConsumer(ReportsDb database) : IConsumer<ReportEmailed>
{
    public async Task Consume(ConsumeContext<ReportEmailed> context)
    {
        var sentAt = context.Message.SentAt;
        var report = await database.Reports.SingleAsync(report => report.Id == context.Message.ReportId, context.CancellationToken);
        if (report.EmailedAt is null || report.EmailedAt < sentAt) report.EmailedAt = sentAt;
        if (report.DeliveryFailedAt <= sentAt) (report.DeliveryFailedAt, report.DeliveryFailureCode) = (null, null);
        await database.SaveChangesAsync(context.CancellationToken);
    }
}

internal sealed class ReportEmailedConsumerDefinition : InboxConsumerDefinition<ReportEmailedConsumer>;
