using Csss.Identity.Accounts;
using Csss.Identity.Limits;
using Csss.Identity.TwoFactor;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Login;

/// <summary>
/// Opens a session for the right password of an active account or, where a second factor is asked for, a challenge. Every other case
/// does the same work in the same order, so that neither the answer nor its time tells which it was.
/// </summary>
internal sealed class PasswordLogin(
    IdentityDb database, PasswordHasher passwords, LockOut lockOut, SecondFactor secondFactor, Challenges challenges, Sessions sessions,
    SecurityEvents events, AccountGate gate)
{
    /// <summary>Null for every reason not to let in.</summary>
    public async Task<PasswordLoginResult?> TryAsync(string email, string password, string source, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(email, cancellationToken);
        var locked = await lockOut.IsLockedAsync(LockOut.PasswordOf(email), cancellationToken);
        var found = await database.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Email == email, cancellationToken);
        var right = await passwords.VerifyAsync(password, found?.PasswordHash, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var result = locked || !right ? null : await EnterAsync(found!, source, cancellationToken);
        if (!right && !locked && await lockOut.CountFailureAsync(LockOut.PasswordOf(email), cancellationToken)) events.LockedOut(found?.Id);
        if (result is null && !locked) events.LoginFailed(found?.Id);
        if (result is not null) await lockOut.ForgiveAsync(LockOut.PasswordOf(email), cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>Looks again: the account may have been disabled, or its password changed, while bcrypt was at work.</summary>
    private async Task<PasswordLoginResult?> EnterAsync(User seen, string source, CancellationToken cancellationToken)
    {
        var user = await database.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == seen.Id && row.PasswordHash == seen.PasswordHash, cancellationToken);
        if (user is not { Status: UserStatus.Active }) return null;

        return await secondFactor.IsAskedOfAsync(user, cancellationToken)
            ? new PasswordLoginResult(Session: null, await challenges.OpenAsync(user, cancellationToken))
            : new PasswordLoginResult(await sessions.OpenAsync(user, source, cancellationToken), Challenge: null);
    }
}

/// <summary>Exactly one of the two.</summary>
internal sealed record PasswordLoginResult(OpenSession? Session, OpenChallenge? Challenge);
