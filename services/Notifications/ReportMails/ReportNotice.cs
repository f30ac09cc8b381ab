using Csss.Notifications.Deliveries;

namespace Csss.Notifications.ReportMails;

/// <summary>
/// A word to a patient that a document waits in the portal: not the document, nothing about it. It tells the other services nothing: whether
/// the report was delivered is the e-mail's to say.
/// </summary>
internal sealed class ReportNotice : Delivery
{
    public override bool IsDroppedWhenLate => true;
}
