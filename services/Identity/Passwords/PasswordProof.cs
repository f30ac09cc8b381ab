using Csss.Identity.Accounts;
using Csss.Identity.Limits;
using Csss.Identity.Login;
using Csss.ServiceDefaults.Problems;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Passwords;

/// <summary>
/// Asks somebody who is signed in for the password again: a stolen access token alone takes no account over. Wrong ones count with
/// those at login, so that this is no second place to guess at.
/// </summary>
internal sealed class PasswordProof(IdentityDb database, PasswordHasher passwords, LockOut lockOut, SecurityEvents events, AccountGate gate)
{
    /// <summary>The account when the password is its own.</summary>
    public async Task<User?> OfAsync(Guid userId, string password, CancellationToken cancellationToken)
    {
        if (await FindAsync(userId, cancellationToken) is not { } known) return null;

        using var turn = await gate.EnterAsync(known.Email, cancellationToken);
        var locked = await lockOut.IsLockedAsync(LockOut.PasswordOf(known.Email), cancellationToken);
        var user = await FindAsync(userId, cancellationToken);
        var right = await passwords.VerifyAsync(password, user?.PasswordHash, cancellationToken);
        if (right && !locked) return user;

        events.PasswordRefused(known);
        if (!locked && await lockOut.CountFailureAsync(LockOut.PasswordOf(known.Email), cancellationToken)) events.LockedOut(userId);
        await database.SaveChangesAsync(cancellationToken);
        return null;
    }

    /// <summary>422 and not 401: the caller's token is good, and a client that renews tokens on a 401 is not to renew this one.</summary>
    public static ApiProblem Refused() => ApiProblem.Refused("wrong_password", "The password is not the account's. After several wrong ones, wait a while.");

    private Task<User?> FindAsync(Guid userId, CancellationToken cancellationToken) =>
        database.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == userId && row.Status == UserStatus.Active, cancellationToken);
}
