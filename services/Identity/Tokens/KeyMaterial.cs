using System.Security.Cryptography;
using Csss.Contracts;
using Csss.Storage.Encryption;
using Microsoft.IdentityModel.Tokens;

namespace Csss.Identity.Tokens;

/// <summary>Makes, seals and opens the keys.</summary>
internal static class KeyMaterial
{
    /// <param name="announcedFor">How long a signing key is published before it signs.</param>
    public static StoredKey New(string purpose, ISealer sealer, DateTimeOffset now, TimeSpan announcedFor = default)
    {
        if (purpose != KeyPurpose.Signing) return Row(Ids.New(now).ToString("N"), purpose, RandomNumberGenerator.GetBytes(32), sealer, now, signsFrom: null);

        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Row(IdOf(pair), purpose, pair.ExportPkcs8PrivateKey(), sealer, now, now + announcedFor);
    }

    public static byte[] Open(StoredKey row, ISealer sealer) => Convert.FromBase64String(sealer.Open(row.Sealed, StoredKey.ContextOf(row.Id)));

    public static ECDsaSecurityKey SigningKey(StoredKey row, ISealer sealer)
    {
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(Open(row, sealer), out _);
        return new ECDsaSecurityKey(pair) { KeyId = row.Id };
    }

    private static StoredKey Row(string id, string purpose, byte[] bytes, ISealer sealer, DateTimeOffset now, DateTimeOffset? signsFrom) => new()
    {
        Id = id,
        Purpose = purpose,
        Sealed = sealer.Seal(Convert.ToBase64String(bytes), StoredKey.ContextOf(id)),
        CreatedAt = now,
        SignsFrom = signsFrom,
    };

    private static string IdOf(ECDsa pair) => Base64UrlEncoder.Encode(new ECDsaSecurityKey(pair).ComputeJwkThumbprint());
}
