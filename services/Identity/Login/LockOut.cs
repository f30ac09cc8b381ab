using System.Buffers.Text;
using Csss.Identity.Tokens;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Login;

/// <summary>
/// After five wrong passwords an address is locked for half a minute, then for twice as long after each further one, up to a
/// quarter of an hour. While it is locked the right password is refused as a wrong one is.
/// </summary>
internal sealed class LockOut(IdentityDb database, KeyRing keys, TimeProvider time)
{
    public const int FreeTries = 5;
    public static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    public async Task<bool> IsLockedAsync(string email, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var key = KeyOf(email);
        return await database.LoginAttempts.AnyAsync(row => row.Key == key && row.LockedUntil > now, cancellationToken);
    }

    public async Task CountFailureAsync(string email, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var key = KeyOf(email);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var row = await database.LoginAttempts.SingleOrDefaultAsync(attempts => attempts.Key == key, cancellationToken)
            ?? database.Add(new LoginAttempts { Key = key, LastAt = now }).Entity;
        row.Failed++;
        row.LastAt = now;
        row.LockedUntil = now + PauseAfter(row.Failed);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task ForgiveAsync(string email, CancellationToken cancellationToken)
    {
        var key = KeyOf(email);
        return database.LoginAttempts.Where(row => row.Key == key).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Null while there are free tries.</summary>
    internal static TimeSpan? PauseAfter(int failed) =>
        failed < FreeTries ? null : TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(failed - FreeTries, 16))));

    private string KeyOf(string email) => Base64Url.EncodeToString(keys.Hash($"login-attempts/{email}"));
}
