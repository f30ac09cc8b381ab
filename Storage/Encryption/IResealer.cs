namespace Csss.Storage.Encryption;

/// <summary>Moves sealed texts from an older master key to the current one.</summary>
public interface IResealer
{
    /// <summary>The same secret, sealed with the current key; null when it is so already.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">No known key opens it, or not in this context.</exception>
    string? Reseal(string sealedText, string context);
}
