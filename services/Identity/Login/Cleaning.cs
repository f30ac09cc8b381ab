using Csss.Identity.TwoFactor;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Login;

/// <summary>Forgets what can open nothing any more: ended sessions with their tokens, late codes and tokens, old failures.</summary>
internal sealed partial class Cleaning(IServiceScopeFactory scopes, TimeProvider time, ILogger<Cleaning> logger) : BackgroundService
{
    internal static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await CleanAsync(scope.ServiceProvider.GetRequiredService<IdentityDb>(), time.GetUtcNow(), stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // A worker that throws stops the whole service; what is late opens nothing, cleaned away or not.
                LogFailed(logger, exception);
            }
        }
    }

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

    [LoggerMessage(LogLevel.Warning, "What can open nothing any more could not be cleaned away; it is tried again later")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
