using Csss.Identity.TwoFactor;
using Csss.ServiceDefaults.Operations;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Login;

/// <summary>Forgets what can open nothing any more: ended sessions with their tokens, late codes and tokens, old failures.</summary>
internal sealed class Cleaning(IServiceScopeFactory scopes, TimeProvider time, ILogger<Cleaning> logger)
    : PeriodicWorker(scopes, time, logger, Every, "Removing what can open nothing any more")
{
    internal static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    protected override Task RunAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        CleanAsync(services.GetRequiredService<IdentityDb>(), Time.GetUtcNow(), cancellationToken);

    internal static async Task CleanAsync(IdentityDb database, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - Kept;
        await database.Sessions.Where(session => session.ExpiresAt < before || session.RevokedAt < before).ExecuteDeleteAsync(cancellationToken);
        await database.OneTimeCodes.Where(code => code.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await database.Challenges.Where(challenge => challenge.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await database.PasswordResets.Where(reset => reset.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        var notConfirmed = now - Authenticators.ConfirmWithin;
        await database.Authenticators.Where(app => app.ConfirmedAt == null && app.EnrolledAt < notConfirmed).ExecuteDeleteAsync(cancellationToken);
        await database.LoginAttempts.Where(attempts => attempts.LastAt < before).ExecuteDeleteAsync(cancellationToken);
    }
}
