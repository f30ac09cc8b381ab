using System.Security.Cryptography;
using Csss.Storage.Encryption;

namespace Csss.Reports.Documents;

/// <summary>
/// The code printed beside a report's id: the first 60 bits of HMAC-SHA-256 over the id, under a key derived from the master key, in
/// Crockford's base 32. Nobody without the key can make one for an invented id; the operator command <c>verify-report</c> and
/// <c>GET /reports/{id}</c> tell it for a true one.
/// </summary>
internal sealed class VerificationCodes(IKeyDerivation keys)
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 12;
    private readonly byte[] _key = keys.Derive("report-verification/1");

    public string Of(Guid reportId)
    {
        var mac = HMACSHA256.HashData(_key, reportId.ToByteArray(bigEndian: true));
        var bits = BitConverter.ToUInt64(mac);
        var code = string.Create(Length, bits, static (text, rest) =>
        {
            for (var i = 0; i < text.Length; i++, rest >>= 5) text[i] = Alphabet[(int)(rest & 31)];
        });
        return $"{code[..4]}-{code[4..8]}-{code[8..]}";
    }

    /// <summary>As people read it back: in either case, with or without dashes, O for 0, I or L for 1.</summary>
    public bool Matches(Guid reportId, string code)
    {
        var typed = code.ToUpperInvariant().Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)
            .Replace('O', '0').Replace('I', '1').Replace('L', '1');
        return CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.UTF8.GetBytes(typed), System.Text.Encoding.UTF8.GetBytes(Of(reportId).Replace("-", "", StringComparison.Ordinal)));
    }
}
