using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Csss.Identity.Login;

/// <summary>
/// A token that means nothing by itself: 256 random bits, known to the database by their SHA-256 alone. So many need no slow hash, and
/// looking one up by its hash tells nothing through the time it takes.
/// </summary>
internal static class OpaqueToken
{
    /// <summary>Of <see cref="HashOf"/>: SHA-256 in base64url.</summary>
    public const int HashLength = 43;

    private const int Bytes = 32;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static string HashOf(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
