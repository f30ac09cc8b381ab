using System.Security.Cryptography;
using Csss.Identity.Tokens;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace Csss.Identity.TwoFactor;

/// <summary>
/// Ten single-use codes of 80 random bits, written as four groups of four (base32: no 0, 1 and 8 to mistake for letters). So long that a
/// look-up by keyed hash needs neither a slow hash nor a comparison of its own.
/// </summary>
internal sealed class RecoveryCodes(IdentityDb database, KeyRing keys)
{
    public const int Count = 10;
    private const int Bytes = 10;
    private const int GroupLength = 4;

    /// <summary>In the caller's transaction, and saved by the caller; the codes before are void.</summary>
    public async Task<IReadOnlyList<string>> ReplaceAsync(Guid userId, CancellationToken cancellationToken)
    {
        await RemoveAsync(userId, cancellationToken);
        var codes = Enumerable.Range(0, Count).Select(_ => Base32Encoding.ToString(RandomNumberGenerator.GetBytes(Bytes))).ToList();
        database.AddRange(codes.Select(code => new RecoveryCode { Hash = HashOf(userId, code), UserId = userId }));
        return [.. codes.Select(code => string.Join('-', code.Chunk(GroupLength).Select(group => new string(group))))];
    }

    /// <summary>Spaces, hyphens and case do not count.</summary>
    public async Task<bool> TryUseAsync(Guid userId, string code, CancellationToken cancellationToken)
    {
        var hash = HashOf(userId, string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant());
        return await database.RecoveryCodes.Where(row => row.UserId == userId && row.Hash == hash).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    public Task RemoveAsync(Guid userId, CancellationToken cancellationToken) =>
        database.RecoveryCodes.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);

    private byte[] HashOf(Guid userId, string code) => keys.Hash($"recovery-code/{userId:D}/{code}");
}
