using Csss.Identity.Accounts;
using Csss.Identity.Limits;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Login;

/// <summary>
/// Opens a session for the right password of an active account. Every other case does the same work in the same order, so that
/// neither the answer nor its time tells which it was.
/// </summary>
internal sealed class PasswordLogin(IdentityDb database, PasswordHasher passwords, LockOut lockOut, Sessions sessions, AccountGate gate)
{
    public async Task<OpenSession?> TryAsync(string email, string password, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(email, cancellationToken);
        var locked = await lockOut.IsLockedAsync(email, cancellationToken);
        var user = await database.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Email == email, cancellationToken);
        var right = await passwords.VerifyAsync(password, user?.PasswordHash, cancellationToken);
        if (locked) return null;

        if (!right)
        {
            await lockOut.CountFailureAsync(email, cancellationToken);
            return null;
        }

        if (user is not { Status: UserStatus.Active }) return null;

        var session = sessions.Open(user);
        await database.SaveChangesAsync(cancellationToken);
        await lockOut.ForgiveAsync(email, cancellationToken);
        return session;
    }
}
