using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Csss.Identity.Tokens;

/// <summary>The keys in use, read from the database before anything else of the service starts.</summary>
internal sealed class KeyRing
{
    private IReadOnlyList<ECDsaSecurityKey> _signing = [];
    private byte[] _encryption = [];
    private byte[] _hashing = [];

    /// <summary>Newest first: the first signs, all are published and believed.</summary>
    public IReadOnlyList<ECDsaSecurityKey> SigningKeys => _signing.Count > 0 ? _signing : throw NotLoaded();

    public SigningCredentials Signing => new(SigningKeys[0], SecurityAlgorithms.EcdsaSha256);

    public SymmetricSecurityKey Encryption => new(_encryption.Length > 0 ? _encryption : throw NotLoaded());

    /// <summary>HMAC-SHA256; begin the text with what it is for.</summary>
    public byte[] Hash(string text) => HMACSHA256.HashData(_hashing.Length > 0 ? _hashing : throw NotLoaded(), Encoding.UTF8.GetBytes(text));

    public void Load(IReadOnlyList<ECDsaSecurityKey> signing, byte[] encryption, byte[] hashing) =>
        (_signing, _encryption, _hashing) = (signing, encryption, hashing);

    private static InvalidOperationException NotLoaded() => new("The keys are not loaded yet.");
}
