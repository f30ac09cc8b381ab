using System.Security.Cryptography;
using System.Text;

namespace Csss.Storage.Encryption;

/// <summary>The service's master key. It never encrypts data itself: each purpose has a key derived from it (HKDF, RFC 5869).</summary>
internal sealed class MasterKey(byte[] key)
{
    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes("csss/" + purpose));

    public Sealer CreateSealer() => new Sealer(Derive("sealer/1"));
}
