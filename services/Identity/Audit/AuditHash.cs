using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Csss.Identity.Audit;

/// <summary>
/// The chain's arithmetic. A hash is SHA-256 over the format's name, the hash before, and each field as its length in bytes (32 bits, big-endian; −1 for
/// null) and its UTF-8: no two rows have the same bytes.
/// </summary>
internal static class AuditHash
{
    private const string Format = "csss-audit/1";

    /// <summary>What stands before the first.</summary>
    public static readonly string None = new('0', 64);

    public static string Of(string previous, IReadOnlyList<string?> fields)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Format);
        Append(hash, previous);
        foreach (var field in fields) Append(hash, field);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string Seal(byte[] key, string hash) => Mac(key, "entry/" + hash);

    public static string SealHead(byte[] key, long sequence, string hash) => Mac(key, string.Create(CultureInfo.InvariantCulture, $"head/{sequence}/{hash}"));

    private static string Mac(byte[] key, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    private static void Append(IncrementalHash hash, string? field)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, field is null ? -1 : Encoding.UTF8.GetByteCount(field));
        hash.AppendData(length);
        if (field is not null) hash.AppendData(Encoding.UTF8.GetBytes(field));
    }
}
