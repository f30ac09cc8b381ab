using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Login;

/// <summary>Forgets what can open nothing any more: ended sessions with their tokens, late codes, old failures.</summary>
internal sealed class Cleaning(IServiceScopeFactory scopes, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await using var scope = scopes.CreateAsyncScope();
            await CleanAsync(scope.ServiceProvider.GetRequiredService<IdentityDb>(), time.GetUtcNow(), stoppingToken);
        }
    }

    internal static async Task CleanAsync(IdentityDb database, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - Kept;
        await database.Sessions.Where(session => session.ExpiresAt < before || session.RevokedAt < before).ExecuteDeleteAsync(cancellationToken);
        await database.OneTimeCodes.Where(code => code.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await database.LoginAttempts.Where(attempts => attempts.LastAt < before).ExecuteDeleteAsync(cancellationToken);
    }
}
