using Csss.ServiceDefaults.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csss.Storage.Databases;

/// <summary>
/// Empties SQLite's write-ahead log every half minute. Otherwise what was deleted, and overwritten in the database itself, could be
/// read in the log for as long as nothing overwrote that. While somebody reads or writes it waits for the next round.
/// </summary>
internal sealed class WalCheckpoints<TContext>(IServiceScopeFactory scopes, DatabaseChoice choice, TimeProvider time, ILogger<WalCheckpoints<TContext>> logger)
    : PeriodicWorker(scopes, time, logger, Every, "Emptying the write-ahead log")
    where TContext : CsssDbContext
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override Task RunAsync(IServiceProvider services, CancellationToken cancellationToken) => choice.Postgres is not null
        ? Task.CompletedTask
        : services.GetRequiredService<TContext>().Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken);
}
