using System.Text.Json;
using Csss.Notifications.Deliveries;
using Csss.Notifications.Email;
using Csss.Notifications.Recipients;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.WhatsApp;

/// <summary>
/// Says that a document is ready in the portal, to who has agreed to be told, and not a word more: Twilio and Meta read along. The consent is
/// looked up for each message, so that one that is withdrawn is withdrawn.
/// </summary>
internal sealed class WhatsAppChannel(IdentityClient identity, TwilioMessages twilio, MailTemplates templates, IOptions<WhatsAppOptions> options, IOptions<MailOptions> mail)
    : IDeliveryChannel
{
    public string Name => Delivery.WhatsApp;

    public async Task<bool> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled) throw new DeliveryException(DeliveryCodes.ChannelOff, isPermanent: true, "this site does not use WhatsApp any more");

        var recipient = await identity.GetAsync(delivery.RecipientId, cancellationToken);
        if (recipient is not { IsActive: true, Whatsapp: { } number }) return false;

        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["From"] = $"whatsapp:{options.Value.From}", ["To"] = $"whatsapp:{number}" };
        if (options.Value.ContentSids.TryGetValue(recipient.Language, out var template))
        {
            fields["ContentSid"] = template;
            fields["ContentVariables"] = JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["1"] = mail.Value.PortalUrl!.AbsoluteUri });
        }
        else
        {
            fields["Body"] = templates.Notice(recipient.Language, mail.Value.PortalUrl!);
        }

        await twilio.SendAsync(fields, cancellationToken);
        return true;
    }
}
