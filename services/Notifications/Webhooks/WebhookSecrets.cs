using System.Security.Cryptography;
using System.Text;
using Csss.Storage.Encryption;

namespace Csss.Notifications.Webhooks;

/// <summary>A webhook's keys: made here, shown once, kept sealed, and in the clear again only to sign.</summary>
internal sealed class WebhookSecrets(ISealer sealer)
{
    /// <summary>Of Standard Webhooks, for symmetric keys; base64 follows.</summary>
    public const string Prefix = "whsec_";

    private const int KeyBytes = 32;

    /// <summary>A new key, as its owner sees it and as it is stored.</summary>
    public (string Secret, string SealedKey) Create(Guid webhookId)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));
        return (Prefix + key, sealer.Seal(key, Webhook.ContextOf(webhookId)));
    }

    /// <summary>The webhook's key, sealed anew: what is kept on is under the current master key.</summary>
    public string Reseal(Webhook webhook)
    {
        var context = Webhook.ContextOf(webhook.Id);
        return sealer.Seal(sealer.Open(webhook.SealedKey, context), context);
    }

    /// <summary>
    /// The header <c>webhook-signature</c>: <c>v1,</c> and the base64 of HMAC-SHA256 over <c>id.timestamp.body</c>, for each key that is valid,
    /// the newest first, with a space between.
    /// </summary>
    /// <exception cref="CryptographicException">A key cannot be opened with our master key.</exception>
    public string Sign(Webhook webhook, string id, string timestamp, string body, DateTimeOffset now)
    {
        var content = Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}");
        var signature = Sign(Open(webhook.SealedKey), content);
        return webhook.SealedPreviousKey is { } previous && webhook.PreviousKeyEndsAt > now ? $"{signature} {Sign(Open(previous), content)}" : signature;

        byte[] Open(string sealedKey) => Convert.FromBase64String(sealer.Open(sealedKey, Webhook.ContextOf(webhook.Id)));
    }

    private static string Sign(byte[] key, byte[] content) => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, content));
}
