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
internal sealed class EmailReportConsumer(
    NotificationsDb database, DeliverySignal signal, IOptions<DeliveryOptions> options, IOptions<WhatsAppOptions> whatsApp, TimeProvider time) : IConsumer<EmailReport>
{
    public async Task Consume(ConsumeContext<EmailReport> context)
    {
        var now = time.GetUtcNow();
        var asked = context.SentTime is { } sent ? new DateTimeOffset(DateTime.SpecifyKind(sent, DateTimeKind.Utc)) : now;
        if (await IsUnderWayAsync(context.Message.ReportId, asked, context.CancellationToken)) return;

        var until = now + options.Value.GiveUpAfter;
        database.Deliveries.Add(ReportDelivery.Of(context.Message, context.MessageId!.Value, now, until));
        if (whatsApp.Value.Enabled) database.Deliveries.Add(ReportNotice.Of(context.Message, now, until));
        await database.SaveChangesAsync(context.CancellationToken);
        signal.Raise();
    }

    private Task<bool> IsUnderWayAsync(Guid reportId, DateTimeOffset asked, CancellationToken cancellationToken) =>
        database.Deliveries.OfType<ReportDelivery>().AnyAsync(
            delivery => delivery.ReportId == reportId
                && (delivery.State == DeliveryState.Pending || delivery.State == DeliveryState.Sent && delivery.EndedAt >= asked), cancellationToken);
}

internal sealed class EmailReportConsumerDefinition : InboxConsumerDefinition<EmailReportConsumer>;
