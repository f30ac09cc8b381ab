using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;

namespace Csss.Identity.Tokens;

/// <summary>The keys in use, read from the database before anything else of the service starts, and again when they change.</summary>
internal sealed class KeyRing
{
    private volatile IReadOnlyList<ECDsaSecurityKey> _signing = [];
    private volatile byte[] _encryption = [];
    private volatile byte[] _hashing = [];
    private CancellationTokenSource _changed = new();

    /// <summary>The first signs, all are published and believed.</summary>
    public IReadOnlyList<ECDsaSecurityKey> SigningKeys => _signing is { Count: > 0 } keys ? keys : throw NotLoaded();

    public SigningCredentials Signing => new(SigningKeys[0], SecurityAlgorithms.EcdsaSha256);

    public SymmetricSecurityKey Encryption => new(_encryption is { Length: > 0 } key ? key : throw NotLoaded());

    /// <summary>HMAC-SHA256; begin the text with what it is for.</summary>
    public byte[] Hash(string text) => HMACSHA256.HashData(_hashing is { Length: > 0 } key ? key : throw NotLoaded(), Encoding.UTF8.GetBytes(text));

    /// <summary>Fires when other signing keys have been loaded.</summary>
    public IChangeToken Changes() => new CancellationChangeToken(Volatile.Read(ref _changed).Token);

    /// <summary>Keys that are known already stay the objects they are; <paramref name="open"/> makes the new ones.</summary>
    public void Load(IReadOnlyList<StoredKey> signing, Func<StoredKey, ECDsaSecurityKey> open, byte[] encryption, byte[] hashing)
    {
        (_encryption, _hashing) = (encryption, hashing);
        if (signing.Select(row => row.Id).SequenceEqual(_signing.Select(key => key.KeyId), StringComparer.Ordinal)) return;

        _signing = [.. signing.Select(row => _signing.FirstOrDefault(key => key.KeyId == row.Id) ?? open(row))];
        Interlocked.Exchange(ref _changed, new CancellationTokenSource()).Cancel();
    }

    private static InvalidOperationException NotLoaded() => new("The keys are not loaded yet.");
}
