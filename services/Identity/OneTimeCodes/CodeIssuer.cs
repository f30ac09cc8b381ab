using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Identity.Accounts;
using Csss.Identity.Mail;
using Csss.Identity.Tokens;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.OneTimeCodes;

/// <summary>Makes a code, voids the one before, and mails it.</summary>
internal sealed class CodeIssuer(IdentityDb database, KeyRing keys, AccountMail mail, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Call it in a transaction; the code and its mail are saved by the caller. Over the mail budget the code before stays: a code that nobody
    /// is told is only there to be guessed, and five tries at each of any number of codes are no limit.
    /// </summary>
    public async Task IssueAsync(User user, string purpose, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = Ids.New(now);
        var digits = OneTimeDigits.New();
        if (!mail.TrySend(database, user, AccountMailTemplates.OneTimeCode, digits, Lifetime)) return;

        await database.OneTimeCodes.Where(code => code.UserId == user.Id && code.Purpose == purpose).ExecuteDeleteAsync(cancellationToken);
        database.Add(new OneTimeCode
        {
            Id = id,
            UserId = user.Id,
            Purpose = purpose,
            Hash = HashOf(keys, id, purpose, digits),
            ExpiresAt = now + Lifetime,
        });
    }

    public static byte[] HashOf(KeyRing keys, Guid id, string purpose, string digits) => keys.Hash($"one-time-code/{id:D}/{purpose}/{digits}");
}
