using System.Security.Cryptography;
using System.Text;

namespace Csss.Notifications.Tests.Webhooks;

/// <summary>What a receiver does to believe a webhook, written from the specification and not from our code.</summary>
internal static class StandardWebhooks
{
    public static void ShouldBeSignedWith(Call call, string secret) => IsSignedWith(call, secret).ShouldBeTrue();

    public static bool IsSignedWith(Call call, string secret) => Verify(call.Headers["webhook-id"], call.Headers["webhook-timestamp"], call.Headers["webhook-signature"], call.Body, secret);

    public static bool Verify(string id, string timestamp, string header, string body, string secret)
    {
        secret.ShouldStartWith("whsec_");
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
        var expected = hmac.ComputeHash(Encoding.UTF8.GetBytes(id + "." + timestamp + "." + body));
        foreach (var signature in header.Split(' '))
        {
            var parts = signature.Split(',', 2);
            if (parts[0] == "v1" && CryptographicOperations.FixedTimeEquals(expected, Convert.FromBase64String(parts[1]))) return true;
        }

        return false;
    }
}
