using System.Security.Cryptography;
using Csss.Contracts.Commands;
using Csss.Identity.Accounts;
using Csss.Identity.Limits;
using Csss.Identity.Login;
using Csss.Identity.Mail;
using Csss.Identity.OneTimeCodes;
using Csss.Identity.Tokens;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.TwoFactor;

/// <summary>
/// The second half of a login. Five wrong answers kill the challenge and not the account; they also lock the account's second factor
/// for a while (<see cref="LockOut"/>), so that logging in again and again gives no more guesses.
/// </summary>
internal sealed class Challenges(
    IdentityDb database, KeyRing keys, SecondFactor secondFactor, Authenticators authenticators, RecoveryCodes recoveryCodes, LockOut lockOut,
    Sessions sessions, SecurityEvents events, AccountMail mail, AccountGate gate, TimeProvider time)
{
    public const string ByMail = "email";
    public const string ByAuthenticator = "totp";

    /// <summary>In the caller's transaction, and saved by the caller. Who has no authenticator is mailed a code at once.</summary>
    public async Task<OpenChallenge> OpenAsync(User user, CancellationToken cancellationToken)
    {
        var token = OpaqueToken.New();
        var hash = OpaqueToken.HashOf(token);
        var hasAuthenticator = await secondFactor.HasAuthenticatorAsync(user.Id, cancellationToken);
        database.Add(new Challenge
        {
            TokenHash = hash,
            UserId = user.Id,
            ExpiresAt = time.GetUtcNow() + Challenge.Lifetime,
            MailedCode = hasAuthenticator ? null : MailCode(user, hash),
        });
        return new OpenChallenge(token, hasAuthenticator ? ByAuthenticator : ByMail);
    }

    /// <summary>Mails a code, which voids the one before; nothing when the token is not that account's living challenge.</summary>
    public async Task SendAsync(string email, string token, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(email, OpaqueToken.HashOf(token), cancellationToken) is not var (challenge, user)) return;

        // Over the mail budget the code before stays good: it is on its way.
        if (MailCode(user, challenge.TokenHash) is { } code)
        {
            await Same(challenge).ExecuteUpdateAsync(set => set.SetProperty(row => row.MailedCode, code), cancellationToken);
            await database.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Null for every reason not to let in. A try is counted before it is looked at.</summary>
    public async Task<OpenSession?> AnswerAsync(string email, string token, string answer, string source, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(email, cancellationToken);
        if (await FindAsync(email, OpaqueToken.HashOf(token), cancellationToken) is not var (challenge, user)) return null;

        // A challenge that was voided since (account disabled, password changed) counts no try any more.
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await lockOut.IsLockedAsync(LockOut.SecondFactorOf(user.Id), cancellationToken)) return null;

        var counted = await Same(challenge).Where(row => row.Tries < Challenge.MaxTries)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Tries, row => row.Tries + 1), cancellationToken);
        if (counted == 0) return null;

        var session = await FitsAsync(challenge, user, answer, cancellationToken) && await Same(challenge).ExecuteDeleteAsync(cancellationToken) == 1
            ? await sessions.OpenAsync(user, source, cancellationToken)
            : null;
        if (session is null) await CountFailureAsync(user.Id, cancellationToken);
        else await lockOut.ForgiveAsync(LockOut.SecondFactorOf(user.Id), cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return session;
    }

    private async Task<bool> FitsAsync(Challenge challenge, User user, string answer, CancellationToken cancellationToken)
    {
        if (!OneTimeDigits.AreIn(answer))
        {
            var recovered = await recoveryCodes.TryUseAsync(challenge.UserId, answer, cancellationToken);
            if (recovered) events.TwoFactorChanged(user.Id, user.Role, "recover");
            return recovered;
        }

        var mailed = CryptographicOperations.FixedTimeEquals(challenge.MailedCode, HashOf(challenge.TokenHash, answer));
        return mailed || await authenticators.TryUseAsync(challenge.UserId, answer, cancellationToken);
    }

    private async Task CountFailureAsync(Guid userId, CancellationToken cancellationToken)
    {
        events.SecondFactorFailed(userId);
        if (await lockOut.CountFailureAsync(LockOut.SecondFactorOf(userId), cancellationToken)) events.LockedOut(userId);
    }

    private async Task<(Challenge Challenge, User User)?> FindAsync(string email, string hash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var found = await (from challenge in database.Challenges
                           join user in database.Users on challenge.UserId equals user.Id
                           where challenge.TokenHash == hash && challenge.ExpiresAt > now && challenge.Tries < Challenge.MaxTries
                               && user.Email == email && user.Status == UserStatus.Active
                           select new { Challenge = challenge, User = user }).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.Challenge, found.User);
    }

    private IQueryable<Challenge> Same(Challenge challenge) => database.Challenges.Where(row => row.TokenHash == challenge.TokenHash);

    /// <summary>Null when the account has had enough mail.</summary>
    private byte[]? MailCode(User user, string hash)
    {
        var digits = OneTimeDigits.New();
        return mail.TrySend(database, user, AccountMailTemplates.SecondFactorCode, digits, Challenge.Lifetime) ? HashOf(hash, digits) : null;
    }

    private byte[] HashOf(string challenge, string digits) => keys.Hash($"second-factor-code/{challenge}/{digits}");
}

/// <summary>A challenge and, this once, its token.</summary>
internal sealed record OpenChallenge(string Token, string Method);
