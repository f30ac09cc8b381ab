using System.Security.Cryptography;
using Csss.Contracts.Commands;
using Csss.Notifications.Deliveries;
using Csss.Notifications.Email;
using Csss.Notifications.Recipients;
using Csss.Storage.Encryption;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Csss.Notifications.AccountMails;

/// <summary>The mails about an account. The secret is in the clear only here, between the sealed row and the mail server.</summary>
internal sealed class AccountMail(IdentityClient identity, MailTemplates templates, MailFactory mails, IOptions<MailOptions> options)
{
    /// <exception cref="DeliveryException">There is nobody to send it to, the mail is unknown, or its secret cannot be opened.</exception>
    public async Task<MimeMessage> ComposeAsync(AccountDelivery delivery, CancellationToken cancellationToken)
    {
        var code = delivery.Template switch
        {
            AccountMailTemplates.OneTimeCode or AccountMailTemplates.SecondFactorCode or AccountMailTemplates.PasswordReset or AccountMailTemplates.BreakGlass => Open(delivery),
            AccountMailTemplates.AlreadyRegistered or AccountMailTemplates.PasswordChanged or AccountMailTemplates.AccountApproved => null,
            _ => throw new DeliveryException(DeliveryCodes.UnknownTemplate, isPermanent: true, "there is no such account mail"),
        };
        var recipient = await identity.GetAsync(delivery.RecipientId, cancellationToken);
        return mails.Create(delivery, recipient, templates.Write(recipient.Language, delivery.Template, options.Value.PortalUrl!, code));
    }

    /// <summary>Identity seals to the user and the template: a secret moved to another mail does not open.</summary>
    private string Open(AccountDelivery delivery)
    {
        try
        {
            var sealer = new Sealer(options.Value.SealingKeyBytes());
            return sealer.Open(delivery.SealedSecret ?? "", $"{delivery.RecipientId:D}/{delivery.Template}");
        }
        catch (CryptographicException)
        {
            throw new DeliveryException(DeliveryCodes.SecretUnreadable, isPermanent: true, "the secret was sealed with another key or for another mail");
        }
    }
}
