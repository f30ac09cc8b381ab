using Csss.Contracts.Commands;
using Csss.Identity.Accounts;
using Csss.Identity.Login;
using Csss.Identity.Mail;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Passwords;

/// <summary>
/// Sets a new password, in one transaction with all that follows: sessions and half-finished logins die, a reset token that is under
/// way is void, and the owner is told by mail.
/// </summary>
internal sealed class PasswordChanges(
    IdentityDb database, PasswordHasher passwords, Sessions sessions, LockOut lockOut, SecurityEvents events, AccountMail mail, TimeProvider time)
{
    private static readonly TimeSpan NoticeLifetime = TimeSpan.FromDays(1);

    /// <summary>Mails a token, which voids the one before; to who has no proven address, nothing.</summary>
    public async Task MailResetAsync(string email, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var user = await database.Users.AsNoTracking().SingleOrDefaultAsync(
            row => row.Email == email && (row.Status == UserStatus.Active || row.Status == UserStatus.PendingApproval), cancellationToken);
        var token = OpaqueToken.New();
        if (user is null || !mail.TrySend(database, user, AccountMailTemplates.PasswordReset, token, PasswordReset.Lifetime)) return;

        await database.PasswordResets.Where(row => row.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        database.Add(new PasswordReset { UserId = user.Id, TokenHash = OpaqueToken.HashOf(token), ExpiresAt = time.GetUtcNow() + PasswordReset.Lifetime });
        events.PasswordResetAsked(user.Id);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whose token that is; null when it opens nothing.</summary>
    public Task<User?> FindByTokenAsync(string token, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var hash = OpaqueToken.HashOf(token);
        return (from reset in database.PasswordResets
                join user in database.Users on reset.UserId equals user.Id
                where reset.TokenHash == hash && reset.ExpiresAt > now && (user.Status == UserStatus.Active || user.Status == UserStatus.PendingApproval)
                select user).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>False: another has used the token in between.</summary>
    public async Task<bool> ResetAsync(User user, string token, string password, CancellationToken cancellationToken)
    {
        var hash = await passwords.HashAsync(password, cancellationToken);
        var tokenHash = OpaqueToken.HashOf(token);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await database.PasswordResets.Where(row => row.TokenHash == tokenHash).ExecuteDeleteAsync(cancellationToken) == 0) return false;

        var ended = await SetAsync(user, hash, keep: null, "reset", cancellationToken);
        await lockOut.ForgiveAsync(LockOut.PasswordOf(user.Email), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        sessions.RefuseAtOnce(ended);
        return true;
    }

    /// <summary>False: the password was changed in between.</summary>
    public async Task<bool> ChangeAsync(User user, string password, Guid? keep, CancellationToken cancellationToken)
    {
        var hash = await passwords.HashAsync(password, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (!await database.Users.AnyAsync(row => row.Id == user.Id && row.PasswordHash == user.PasswordHash, cancellationToken)) return false;

        var ended = await SetAsync(user, hash, keep, "change", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        sessions.RefuseAtOnce(ended);
        return true;
    }

    private async Task<IReadOnlyList<Guid>> SetAsync(User user, string hash, Guid? keep, string how, CancellationToken cancellationToken)
    {
        await database.Users.Where(row => row.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.PasswordHash, hash), cancellationToken);
        await database.PasswordResets.Where(row => row.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        var ended = await sessions.RevokeAllOfAsync(user.Id, keep, $"password_{how}", cancellationToken);
        mail.TrySend(database, user, AccountMailTemplates.PasswordChanged, secret: null, NoticeLifetime);
        events.PasswordChanged(user, how);
        await database.SaveChangesAsync(cancellationToken);
        return ended;
    }
}
