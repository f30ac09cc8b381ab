using System.Diagnostics;
using Csss.Contracts.Commands;
using Csss.Messaging;
using Csss.Notifications.Deliveries;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.ReportMails;

/// <summary>Records that a report is to be sent; the worker sends it.</summary>
internal sealed class EmailReportConsumer(NotificationsDb database, DeliverySignal signal, IOptions<DeliveryOptions> options, TimeProvider time)
    : IConsumer<EmailReport>
{
    public async Task Consume(ConsumeContext<EmailReport> context)
    {
        var now = time.GetUtcNow();
        database.Deliveries.Add(new ReportDelivery
        {
            Id = context.MessageId!.Value,
            RecipientId = context.Message.PatientId,
            ReportId = context.Message.ReportId,
            ScanId = context.Message.ScanId,
            CreatedAt = now,
            ExpiresAt = now + options.Value.GiveUpAfter,
            TraceParent = Activity.Current?.Id,
        });
        await database.SaveChangesAsync(context.CancellationToken);
        signal.Raise();
    }
}

internal sealed class EmailReportConsumerDefinition : InboxConsumerDefinition<EmailReportConsumer>;
