using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Csss.Storage.Encryption;

/// <summary><see cref="ISealer"/> over one 32-byte key. Format: version 1 · nonce (12) · tag (16) · ciphertext.</summary>
public sealed class Sealer(byte[] key) : ISealer
{
    private const byte Version = 1;
    private const int NonceAt = 1, TagAt = 13, TextAt = 29;

    /// <inheritdoc />
    public string Seal(string text, string context)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[TextAt + plain.Length];
        box[0] = Version;
        RandomNumberGenerator.Fill(box.AsSpan(NonceAt, 12));
        using var aes = new AesGcm(key, 16);
        aes.Encrypt(box.AsSpan(NonceAt, 12), plain, box.AsSpan(TextAt), box.AsSpan(TagAt, 16), Encoding.UTF8.GetBytes(context));
        CryptographicOperations.ZeroMemory(plain);
        return Base64Url.EncodeToString(box);
    }

    /// <inheritdoc />
    public string Open(string sealedText, string context)
    {
        if (!Base64Url.IsValid(sealedText)) throw new CryptographicException("Not a sealed text.");
        var box = Base64Url.DecodeFromChars(sealedText);
        if (box.Length < TextAt || box[0] != Version) throw new CryptographicException("Not a sealed text of a known version.");

        var plain = new byte[box.Length - TextAt];
        using var aes = new AesGcm(key, 16);
        aes.Decrypt(box.AsSpan(NonceAt, 12), box.AsSpan(TextAt), box.AsSpan(TagAt, 16), plain, Encoding.UTF8.GetBytes(context));
        return Encoding.UTF8.GetString(plain);
    }
}
