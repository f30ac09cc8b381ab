using System.Security.Cryptography;
using Csss.Identity.Login;
using Csss.Identity.Tokens;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.OneTimeCodes;

/// <summary>Takes a code once. A try is counted before it is looked at, so that tries in parallel are counted too.</summary>
internal sealed class CodeVerifier(IdentityDb database, KeyRing keys, SecurityEvents events, TimeProvider time)
{
    /// <summary>Call it in a transaction, and commit it also when the answer is false: the try counts.</summary>
    public async Task<bool> TryUseAsync(Guid userId, string purpose, string digits, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var code = await database.OneTimeCodes.AsNoTracking()
            .SingleOrDefaultAsync(row => row.UserId == userId && row.Purpose == purpose && row.ExpiresAt > now, cancellationToken);
        if (code is null) return false;

        var same = database.OneTimeCodes.Where(row => row.Id == code.Id);
        var counted = await same.Where(row => row.Tries < OneTimeCode.MaxTries)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Tries, row => row.Tries + 1), cancellationToken);
        if (counted == 0) return false;

        var right = CryptographicOperations.FixedTimeEquals(code.Hash, CodeIssuer.HashOf(keys, code.Id, purpose, digits));
        if (right) return await same.ExecuteDeleteAsync(cancellationToken) == 1;

        // Five for a code: what comes after they are used up is not worth an entry each.
        events.VerificationFailed(userId);
        return false;
    }
}
