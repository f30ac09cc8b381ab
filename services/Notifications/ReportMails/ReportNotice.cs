using System.Diagnostics;
using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Notifications.Deliveries;

namespace Csss.Notifications.ReportMails;

/// <summary>
/// A word to a patient that a document waits in the portal: not the document, nothing about it. It tells the other services nothing: whether
/// the report was delivered is the e-mail's to say.
/// </summary>
internal sealed class ReportNotice : Delivery
{
    public static ReportNotice Of(EmailReport command, DateTimeOffset now, DateTimeOffset until) => new()
    {
        Id = Ids.New(now), Channel = WhatsApp, RecipientId = command.PatientId, CreatedAt = now, ExpiresAt = until, TraceParent = Activity.Current?.Id,
    };

    public override bool IsDroppedWhenLate => true;
}
