using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Csss.Storage.Encryption;

namespace Csss.Identity.External;

/// <summary>One try to sign in at the provider: what binds its answer to the browser that began.</summary>
/// <param name="Verifier">RFC 7636.</param>
internal sealed record ExternalAttempt(string State, string Nonce, string Verifier, DateTimeOffset Until)
{
    private const string Context = "external-login";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public static ExternalAttempt New(DateTimeOffset now) => new(Random(), Random(), Random(), now + Lifetime);

    /// <summary>The browser keeps it, sealed, where no page's script reads it: see docs/api.md.</summary>
    public string Seal(ISealer sealer) => sealer.Seal(JsonSerializer.Serialize(this), Context);

    /// <summary>Null when it is none of ours, too old, or the state is another's.</summary>
    public static ExternalAttempt? Open(string sealedAttempt, string state, ISealer sealer, DateTimeOffset now)
    {
        try
        {
            var attempt = JsonSerializer.Deserialize<ExternalAttempt>(sealer.Open(sealedAttempt, Context));
            return attempt is not null && attempt.Until > now
                && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(attempt.State), Encoding.UTF8.GetBytes(state)) ? attempt : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
