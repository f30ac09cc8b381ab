using Csss.Notifications.Deliveries;
using Csss.Notifications.Email;
using Csss.Notifications.Recipients;
using Csss.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Csss.Notifications.ReportMails;

/// <summary>The mail that brings a report: the encrypted PDF, and where its passphrase is.</summary>
internal sealed class ReportMail(IdentityClient identity, ReportsClient reports, MailTemplates templates, MailFactory mails, IOptions<MailOptions> options)
{
    /// <exception cref="DeliveryException">There is nobody to send it to, nothing to send, or a service does not answer.</exception>
    public async Task<MimeMessage> ComposeAsync(ReportDelivery delivery, CancellationToken cancellationToken)
    {
        var recipient = await identity.GetAsync(delivery.RecipientId, cancellationToken);
        // An address that was never verified, or an account that is closed, gets no report.
        if (!recipient.IsActive)
            throw new DeliveryException(DeliveryCodes.NoRecipient, isPermanent: true, "the account is not active");

        var report = await reports.GetAsync(delivery.ReportId, cancellationToken);
        CsssActivities.LinkCurrentTo(report.UploadTraceParent);
        return mails.Create(delivery, recipient, templates.Write(recipient.Language, MailTemplates.Report, options.Value.PortalUrl!), report.Pdf);
    }
}
