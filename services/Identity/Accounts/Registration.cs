using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Contracts.Events;
using Csss.Identity.Limits;
using Csss.Identity.Mail;
using Csss.Identity.OneTimeCodes;
using Csss.Messaging;
using Csss.Storage.Databases;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Accounts;

/// <summary>
/// Makes an account that waits for its address to be proven. Whoever asks cannot tell from the answer, nor from the time it took,
/// whether the address has an account already: its owner is told by mail instead.
/// </summary>
internal sealed class Registration(
    IdentityDb database, PasswordHasher passwords, CodeIssuer codes, AccountMail mail, AccountGate gate, TimeProvider time)
{
    private static readonly TimeSpan NoticeLifetime = TimeSpan.FromHours(1);

    /// <summary>The new account's id, or a random one when the address is taken.</summary>
    public async Task<Guid> RegisterAsync(string name, string email, string password, string role, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(email, cancellationToken);
        var now = time.GetUtcNow();
        var hash = await passwords.HashAsync(password, cancellationToken);
        var user = new User
        {
            Id = Ids.New(now),
            Email = email,
            PasswordHash = hash,
            Role = role,
            Status = UserStatus.PendingVerification,
            CreatedAt = now,
        }.Called(name);
        try
        {
            await SaveAsync(user, now, cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Another replica registered the address in between: that registration stands, and its mail is on its way.
        }

        return user.Id;
    }

    private async Task SaveAsync(User user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var known = await database.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Email == user.Email, cancellationToken);
        if (known is { Status: not UserStatus.PendingVerification })
        {
            mail.TrySend(database, known, AccountMailTemplates.AlreadyRegistered, secret: null, NoticeLifetime);
        }
        else
        {
            if (known is not null) await ReplaceAsync(known, now, cancellationToken);
            database.Add(user);
            database.Publish(new UserRegistered(user.Id, user.Role, user.Status, now), now);
            await codes.IssueAsync(user, CodePurpose.VerifyAddress, cancellationToken);
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Nobody has proven the address yet, so the earlier registration and its code are worth nothing.</summary>
    private async Task ReplaceAsync(User unproven, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await database.OneTimeCodes.Where(code => code.UserId == unproven.Id).ExecuteDeleteAsync(cancellationToken);
        await database.Users.Where(row => row.Sequence == unproven.Sequence).ExecuteDeleteAsync(cancellationToken);
        database.Publish(new UserRemoved(unproven.Id, unproven.Role, unproven.Status, now), now);
    }
}
