using Csss.Identity.Accounts;
using Csss.Identity.Login;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.External;

/// <summary>
/// Opens a session for who signed in at the hospital's provider, if there is an active account with that very address. No account is ever made, changed or
/// given a role by what a provider says.
/// </summary>
internal sealed partial class ExternalLogin(ExternalProvider provider, IdentityDb database, Sessions sessions, SecurityEvents events, ILogger<ExternalLogin> logger)
{
    /// <summary>Null for every reason not to let in.</summary>
    /// <exception cref="HttpRequestException">The provider does not answer.</exception>
    public async Task<OpenSession?> TryAsync(string code, ExternalAttempt attempt, string source, CancellationToken cancellationToken)
    {
        var (email, reason) = await provider.RedeemAsync(code, attempt, cancellationToken);
        var address = email is null ? "" : EmailAddress.ForLookup(email);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken); // a disabling comes before it or ends what it opens
        var user = address.Length == 0 ? null : await database.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Email == address, cancellationToken);
        if (user is not { Status: UserStatus.Active })
        {
            LogRefused(logger, email is null ? reason : user is null ? "no account" : "account not active");
            events.LoginFailed(user?.Id);
            await database.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return null;
        }

        var session = await sessions.OpenAsync(user, source, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return session;
    }

    [LoggerMessage(LogLevel.Warning, "A sign-in at the hospital's provider was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);
}
