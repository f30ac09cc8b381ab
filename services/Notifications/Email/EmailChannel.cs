using System.Diagnostics;
using Csss.Notifications.AccountMails;
using Csss.Notifications.Deliveries;
using Csss.Notifications.ReportMails;
using Csss.Notifications.Webhooks.Notice;
using MimeKit;

namespace Csss.Notifications.Email;

/// <summary>E-mail: every account has an address, and no consent is needed for what it asked for itself or its doctor sends.</summary>
internal sealed class EmailChannel(ReportMail reportMail, AccountMail accountMail, WebhookNoticeMail webhookNotice, SmtpServer server) : IDeliveryChannel
{
    public string Name => Delivery.Email;

    public async Task<bool> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        using var message = await ComposeAsync(delivery, cancellationToken);
        if (message is null) return false;

        await server.SendAsync(message, cancellationToken);
        return true;
    }

    private async Task<MimeMessage?> ComposeAsync(Delivery delivery, CancellationToken cancellationToken) => delivery switch
    {
        ReportDelivery report => await reportMail.ComposeAsync(report, cancellationToken),
        AccountDelivery account => await accountMail.ComposeAsync(account, cancellationToken),
        WebhookNotice notice => await webhookNotice.ComposeAsync(notice, cancellationToken),
        _ => throw new UnreachableException($"No mail is made from a {delivery.GetType().Name}."),
    };
}
