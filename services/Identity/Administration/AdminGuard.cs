using Csss.Contracts;
using Csss.Identity.Accounts;
using Csss.ServiceDefaults.Problems;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Administration;

/// <summary>There is always an admin who can log in. Asked inside the writing transaction of the change: of two admins who remove each other, one stays.</summary>
internal sealed class AdminGuard(IdentityDb database)
{
    public async Task<bool> IsLastAsync(User user, CancellationToken cancellationToken) =>
        user is { Role: Roles.Admin, Status: UserStatus.Active }
        && !await database.Users.AnyAsync(other => other.Role == Roles.Admin && other.Status == UserStatus.Active && other.Id != user.Id, cancellationToken);

    public static ApiProblem LastAdmin() => ApiProblem.Conflict("last_admin", "This is the last active admin: make another one first.");
}
