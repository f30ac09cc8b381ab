namespace Csss.Storage.Encryption;

/// <summary>Seals small secrets (passphrases, one-time codes) for a column or a message: AES-256-GCM.</summary>
public interface ISealer
{
    /// <summary>Encrypts; answers base64url text. The same text sealed twice looks different.</summary>
    /// <param name="text">The secret.</param>
    /// <param name="context">What it belongs to, for instance the row's id: opening with another context fails.</param>
    string Seal(string text, string context);

    /// <summary>Decrypts what <see cref="Seal"/> made with the same context.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Wrong key, wrong context, or changed bytes.</exception>
    string Open(string sealedText, string context);
}
