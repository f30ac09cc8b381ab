using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Identity.Accounts;
using Csss.Identity.Administration;
using Csss.Identity.Login;
using Csss.Messaging;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Problems;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Erasure;

/// <summary>
/// Forgets who an account belonged to. The row stays, under its id and without a name, because clinical records and the audit trail refer to it; whatever
/// else is kept for a user goes.
/// </summary>
internal sealed class AccountErasure(IdentityDb database, Sessions sessions, LockOut lockOut, AdminGuard admins, AccessAudit audit, TimeProvider time)
{
    /// <summary>Null when it is done; otherwise why not.</summary>
    public async Task<ApiProblem?> EraseAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var user = await database.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Status != UserStatus.Removed, cancellationToken);
        if (user is null) return ApiProblem.NotFound();
        if (await admins.IsLastAsync(user, cancellationToken)) return AdminGuard.LastAdmin();

        var now = time.GetUtcNow();
        var ended = await sessions.RevokeAllOfAsync(id, except: null, "erased", cancellationToken);
        foreach (var delete in PersonalData.Deletes(database.Model)) await database.Database.ExecuteSqlRawAsync(delete, [id], cancellationToken);
        await database.Sessions.Where(row => row.UserId == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Source, ""), cancellationToken);
        await lockOut.ForgiveAsync(LockOut.PasswordOf(user.Email), cancellationToken);
        await ForgetAsync(id, cancellationToken);
        database.Publish(new UserRemoved(id, user.Role, UserStatus.Removed, now), now);
        audit.Record(database, user.Role == Roles.Patient ? id : null);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        sessions.RefuseAtOnce(ended);
        return null;
    }

    /// <summary>What stands for the address is none, so that nobody can register or log in with it, and each is unique.</summary>
    private Task<int> ForgetAsync(Guid id, CancellationToken cancellationToken)
    {
        var address = $"removed:{id}";
        return database.Users.Where(row => row.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Email, address).SetProperty(row => row.Name, "").SetProperty(row => row.NameKey, "").SetProperty(row => row.PasswordHash, "")
            .SetProperty(row => row.Language, Languages.Default).SetProperty(row => row.LastLoginAt, (DateTimeOffset?)null)
            .SetProperty(row => row.Status, UserStatus.Removed), cancellationToken);
    }
}
