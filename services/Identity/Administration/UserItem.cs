using System.Linq.Expressions;
using Csss.Identity.Accounts;

namespace Csss.Identity.Administration;

/// <summary>An account, as an admin sees it.</summary>
internal sealed record UserItem(
    Guid UserId, string Name, string Email, string Role, string Status, DateTimeOffset CreatedAt, DateTimeOffset? LastLoginAt, bool TwoFactor)
{
    /// <param name="twoFactorRoles">Of whom a second factor is asked whether they have enrolled an authenticator or not.</param>
    public static Expression<Func<User, UserItem>> Of(IdentityDb database, IReadOnlyCollection<string> twoFactorRoles) => user =>
        new UserItem(user.Id, user.Name, user.Email, user.Role, user.Status, user.CreatedAt, user.LastLoginAt,
            twoFactorRoles.Contains(user.Role) || database.Authenticators.Any(app => app.UserId == user.Id && app.ConfirmedAt != null));
}
