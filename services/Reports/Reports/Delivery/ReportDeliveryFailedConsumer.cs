using Csss.Contracts.Events;
using Csss.Messaging;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Reports.Delivery;

/// <summary>The last failure is kept, unless a later mail was accepted.</summary>
internal sealed class ReportDeliveryFailedConsumer(ReportsDb database) : IConsumer<ReportDeliveryFailed>
{
    public async Task Consume(ConsumeContext<ReportDeliveryFailed> context)
    {
        var failed = context.Message;
        var report = await database.Reports.SingleAsync(report => report.Id == failed.ReportId, context.CancellationToken);
        if ((report.EmailedAt ?? DateTimeOffset.MinValue) < failed.FailedAt && (report.DeliveryFailedAt ?? DateTimeOffset.MinValue) < failed.FailedAt)
            (report.DeliveryFailedAt, report.DeliveryFailureCode) = (failed.FailedAt, failed.Code);
        await database.SaveChangesAsync(context.CancellationToken);
    }
}

internal sealed class ReportDeliveryFailedConsumerDefinition : InboxConsumerDefinition<ReportDeliveryFailedConsumer>;
