using Csss.Notifications.Deliveries;
using Csss.Notifications.Email;
using Csss.Notifications.Recipients;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Csss.Notifications.Webhooks.Notice;

/// <summary>
/// The notice's words, as text and in English, as the log is: it goes to operators. Of the address only the host: the rest may hold a token of the receiver's.
/// </summary>
internal sealed class WebhookNoticeMail(NotificationsDb database, MailFactory mails, IOptions<WebhookOptions> options)
{
    /// <summary>Null when there is nothing to tell any more: the webhook is gone, or enabled again.</summary>
    public async Task<MimeMessage?> ComposeAsync(WebhookNotice notice, CancellationToken cancellationToken)
    {
        var webhook = await database.Webhooks.AsNoTracking().SingleOrDefaultAsync(row => row.Id == notice.RecipientId, cancellationToken);
        if (webhook is not { DisabledReason: { } reason } || options.Value.NoticeTo is not { Length: > 0 } operators) return null;

        return mails.Create(notice, new Recipient(operators, Status: ""), new MailText("A webhook has been disabled", TextOf(webhook, reason), Html: null));
    }

    private static string TextOf(Webhook webhook, string reason) => $"""
        CSSS tells another system nothing any more: its webhook has been disabled.

        Webhook:   {webhook.Id:D}
        Client:    {webhook.ClientId}
        Receiver:  {new Uri(webhook.Url).Host}
        Disabled:  {webhook.DisabledAt:u}
        Reason:    {reason}: {Explain(reason)}

        Nothing is lost: the events are in the feed, and the webhook goes on where it stopped once its receiver answers a ping
        (POST /webhooks/{webhook.Id:D}/ping, by its client). What became of each delivery: GET /webhooks/{webhook.Id:D}/deliveries.
        """.ReplaceLineEndings("\r\n") + "\r\n";

    private static string Explain(string reason) => reason switch
    {
        DisabledReasons.Gone => "its receiver answered 410 Gone.",
        DisabledReasons.NotAuthorised => "its client is not there any more, or may not have webhooks any more.",
        _ => "every attempt has failed for too long.",
    };
}
