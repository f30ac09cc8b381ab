using System.Buffers.Text;
using Csss.Identity.Tokens;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Login;

/// <summary>
/// After five wrong tries something is locked for half a minute, then for twice as long after each further one, up to a quarter of an
/// hour. While it is locked the right answer is refused as a wrong one is. What is locked is named by one of the two functions.
/// </summary>
internal sealed class LockOut(IdentityDb database, KeyRing keys, TimeProvider time)
{
    public const int FreeTries = 5;
    public static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>The password of an e-mail address, whether it has an account or not.</summary>
    public static string PasswordOf(string email) => $"login-attempts/{email}";

    /// <summary>The second factor of an account: only who has the password comes so far.</summary>
    public static string SecondFactorOf(Guid userId) => $"second-factor-attempts/{userId:D}";

    public async Task<bool> IsLockedAsync(string what, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var key = KeyOf(what);
        return await database.LoginAttempts.AnyAsync(row => row.Key == key && row.LockedUntil > now, cancellationToken);
    }

    /// <summary>In the caller's transaction, or in one of its own. True: this one locked it.</summary>
    public async Task<bool> CountFailureAsync(string what, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var key = KeyOf(what);
        await using var own = database.Database.CurrentTransaction is null ? await database.Database.BeginTransactionAsync(cancellationToken) : null;
        var row = await database.LoginAttempts.SingleOrDefaultAsync(attempts => attempts.Key == key, cancellationToken)
            ?? database.Add(new LoginAttempts { Key = key, LastAt = now }).Entity;
        row.Failed++;
        row.LastAt = now;
        row.LockedUntil = now + PauseAfter(row.Failed);
        await database.SaveChangesAsync(cancellationToken);
        if (own is not null) await own.CommitAsync(cancellationToken);
        return row.LockedUntil is not null;
    }

    public Task ForgiveAsync(string what, CancellationToken cancellationToken)
    {
        var key = KeyOf(what);
        return database.LoginAttempts.Where(row => row.Key == key).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Null while there are free tries.</summary>
    internal static TimeSpan? PauseAfter(int failed) =>
        failed < FreeTries ? null : TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(failed - FreeTries, 16))));

    private string KeyOf(string what) => Base64Url.EncodeToString(keys.Hash(what));
}
