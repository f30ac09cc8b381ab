using System.Diagnostics;
using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Messaging;
using Csss.Notifications.Deliveries;
using Csss.Notifications.WhatsApp;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.ReportMails;

/// <summary>
/// Records that a report is to be sent; the worker sends it. Each version is a report of its own. One that is on its way, or went out after this was
/// asked for, is not sent again: a doctor who presses twice means one mail.
/// </summary>
internal sealed class EmailReportConsumer(NotificationsDb database, DeliverySignal signal, IOptions<DeliveryOptions> options, IOptions<WhatsAppOptions> whatsApp, TimeProvider time)
    : IConsumer<EmailReport>
{
    public async Task Consume(ConsumeContext<EmailReport> context)
    {
        var now = time.GetUtcNow();
        var asked = context.SentTime is { } sent ? new DateTimeOffset(DateTime.SpecifyKind(sent, DateTimeKind.Utc)) : now;
        if (await IsUnderWayAsync(context.Message.ReportId, asked, context.CancellationToken)) return;

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
        if (whatsApp.Value.Enabled)
            database.Deliveries.Add(new ReportNotice
            {
                Id = Ids.New(now),
                Channel = Delivery.WhatsApp,
                RecipientId = context.Message.PatientId,
                CreatedAt = now,
                ExpiresAt = now + options.Value.GiveUpAfter,
                TraceParent = Activity.Current?.Id,
            });
        await database.SaveChangesAsync(context.CancellationToken);
        signal.Raise();
    }

    private Task<bool> IsUnderWayAsync(Guid reportId, DateTimeOffset asked, CancellationToken cancellationToken) =>
        database.Deliveries.OfType<ReportDelivery>().AnyAsync(
            delivery => delivery.ReportId == reportId
                && (delivery.State == DeliveryState.Pending || delivery.State == DeliveryState.Sent && delivery.EndedAt >= asked), cancellationToken);
}

internal sealed class EmailReportConsumerDefinition : InboxConsumerDefinition<EmailReportConsumer>;
