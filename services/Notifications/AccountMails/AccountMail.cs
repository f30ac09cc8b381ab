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
internal sealed class AccountMail(IdentityClient identity, MailFactory mails, IOptions<MailOptions> options)
{
    /// <exception cref="DeliveryException">There is nobody to send it to, the mail is unknown, or its secret cannot be opened.</exception>
    public async Task<MimeMessage> ComposeAsync(AccountDelivery delivery, CancellationToken cancellationToken)
    {
        var portal = options.Value.PortalUrl!;
        var text = delivery.Template switch
        {
            AccountMailTemplates.OneTimeCode => AccountMailTexts.OneTimeCode(Open(delivery)),
            AccountMailTemplates.AlreadyRegistered => AccountMailTexts.AlreadyRegistered(portal),
            AccountMailTemplates.SecondFactorCode => AccountMailTexts.SecondFactorCode(Open(delivery), portal),
            AccountMailTemplates.PasswordChanged => AccountMailTexts.PasswordChanged(portal),
            AccountMailTemplates.PasswordReset => AccountMailTexts.PasswordReset(Open(delivery), portal),
            AccountMailTemplates.AccountApproved => AccountMailTexts.AccountApproved(portal),
            AccountMailTemplates.BreakGlass => AccountMailTexts.BreakGlass(Open(delivery), portal),
            _ => throw new DeliveryException(DeliveryCodes.UnknownTemplate, isPermanent: true, "there is no such account mail"),
        };
        return mails.Create(delivery, await identity.GetAsync(delivery.RecipientId, cancellationToken), text);
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
