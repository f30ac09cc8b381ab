using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csss.Storage.Databases;

/// <summary>
/// Empties SQLite's write-ahead log every half minute. Otherwise what was deleted, and overwritten in the database itself, could be
/// read in the log for as long as nothing overwrote that. While somebody reads or writes it waits for the next round.
/// </summary>
internal sealed partial class WalCheckpoints<TContext>(IServiceScopeFactory scopes, DatabaseChoice choice, TimeProvider time, ILogger<WalCheckpoints<TContext>> logger) : BackgroundService
    where TContext : CsssDbContext
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (choice.Postgres is not null) return;

        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<TContext>().Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The write-ahead log could not be emptied; it is tried again later")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
