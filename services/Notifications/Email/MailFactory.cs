using Csss.Notifications.Deliveries;
using Csss.Notifications.Recipients;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Csss.Notifications.Email;

/// <summary>
/// Puts a mail together out of MimeKit's objects, which encode every header: nothing in an address or a file name can add another.
/// The Message-ID is the delivery's, the same on each attempt, so that a repeat can be told.
/// </summary>
internal sealed class MailFactory(IOptions<SmtpOptions> smtp, IOptions<MailOptions> mail, TimeProvider time)
{
    /// <exception cref="DeliveryException">The address is not one.</exception>
    public MimeMessage Create(Delivery delivery, Recipient recipient, MailText text, MailAttachment? attachment = null)
    {
        if (!MailAddress.TryParse(recipient.Email, out var address))
            throw new DeliveryException(DeliveryCodes.NoRecipient, isPermanent: true, "the account's address is not an e-mail address");

        var body = new BodyBuilder { TextBody = text.Plain, HtmlBody = text.Html };
        if (attachment is not null) body.Attachments.Add(attachment.FileName, attachment.Bytes, ContentType.Parse(attachment.ContentType));
        var message = new MimeMessage
        {
            MessageId = $"{delivery.Id:D}@{mail.Value.MessageIdDomain}",
            Date = time.GetUtcNow(),
            Subject = text.Subject,
            Body = body.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress(smtp.Value.FromName, smtp.Value.From));
        message.To.Add(new MailboxAddress(name: null, address));
        // RFC 3834: no out-of-office answers, please.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}

/// <summary>A file that goes with a mail.</summary>
internal sealed record MailAttachment(string FileName, string ContentType, byte[] Bytes);
