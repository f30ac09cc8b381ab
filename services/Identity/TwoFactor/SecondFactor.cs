using Csss.Identity.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Identity.TwoFactor;

/// <summary>Of whom a second factor is asked: of a role, by the site's policy, and of whoever has enrolled an authenticator.</summary>
internal sealed class SecondFactor(IdentityDb database, IOptions<TwoFactorOptions> options)
{
    public async Task<bool> IsAskedOfAsync(User user, CancellationToken cancellationToken) =>
        options.Value.RequiredRoles.Contains(user.Role) || await HasAuthenticatorAsync(user.Id, cancellationToken);

    public IReadOnlyCollection<string> RequiredRoles => [.. options.Value.RequiredRoles];

    public Task<bool> HasAuthenticatorAsync(Guid userId, CancellationToken cancellationToken) =>
        database.Authenticators.AnyAsync(app => app.UserId == userId && app.ConfirmedAt != null, cancellationToken);
}
