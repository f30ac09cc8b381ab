using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Contracts.Events;
using Csss.Identity.Accounts;
using Csss.Identity.Login;
using Csss.Identity.Mail;
using Csss.Messaging;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Problems;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Administration;

/// <summary>An admin gives somebody another role or status: approves, disables, enables. In one writing transaction, the end of their sessions included.</summary>
internal sealed class UserChanges(IdentityDb database, Sessions sessions, AdminGuard admins, AccountMail mail, AccessAudit audit, TimeProvider time)
{
    private static readonly TimeSpan NoticeLifetime = TimeSpan.FromDays(1);

    /// <summary>Null when it is as asked for now; otherwise why not.</summary>
    public async Task<ApiProblem?> ApplyAsync(Guid id, string? newRole, string? newStatus, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var user = await database.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Status != UserStatus.Removed, cancellationToken);
        if (user is null) return ApiProblem.NotFound();

        var (role, status) = (newRole ?? user.Role, newStatus ?? user.Status);
        if ((role, status) == (user.Role, user.Status)) return null;
        if (user.Status == UserStatus.PendingVerification && status != user.Status)
            return ApiProblem.Conflict("address_not_verified", "The address has not been proven yet: only its owner can do that.");
        if ((role, status) != (Roles.Admin, UserStatus.Active) && await admins.IsLastAsync(user, cancellationToken)) return AdminGuard.LastAdmin();

        var now = time.GetUtcNow();
        await database.Users.Where(row => row.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Role, role).SetProperty(row => row.Status, status), cancellationToken);
        database.Publish(new UserChanged(id, role, status, now), now);
        audit.Record(database, user.Role == Roles.Patient ? id : null, reason: $"{user.Role}/{user.Status} to {role}/{status}");
        var ended = role != user.Role || status == UserStatus.Disabled
            ? await sessions.RevokeAllOfAsync(id, except: null, role != user.Role ? "role_changed" : "disabled", cancellationToken) : [];
        if (user.Status == UserStatus.PendingApproval && status == UserStatus.Active)
            mail.TrySend(database, user, AccountMailTemplates.AccountApproved, secret: null, NoticeLifetime);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        sessions.RefuseAtOnce(ended);
        return null;
    }
}
