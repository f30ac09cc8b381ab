namespace Csss.Identity.Tokens;

/// <summary>What a stored key is for.</summary>
internal static class KeyPurpose
{
    /// <summary>Signs tokens: ECDSA P-256 (ES256), PKCS #8.</summary>
    public const string Signing = "signing";

    /// <summary>Encrypts what OpenIddict hands out for itself alone, such as authorization codes: 32 bytes.</summary>
    public const string Encryption = "encryption";

    /// <summary>Keys the hashes of codes and addresses: 32 bytes.</summary>
    public const string Hashing = "hashing";
}
