using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Csss.Storage.Databases;

/// <summary>Migrates before anything else of the service starts.</summary>
internal sealed class Migrations<TContext, TPostgres>(IServiceScopeFactory scopes, DatabaseChoice choice) : IHostedLifecycleService
    where TContext : CsssDbContext
    where TPostgres : TContext
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var alone = await choice.LockMigrationsAsync(cancellationToken);
        if (choice.Postgres is null)
        {
            var database = scope.ServiceProvider.GetRequiredService<TContext>().Database;
            await ForgetDeadLockAsync(database, cancellationToken);
            await database.MigrateAsync(cancellationToken);
        }
        else
        {
            await using var database = ActivatorUtilities.CreateInstance<TPostgres>(scope.ServiceProvider);
            await database.Database.MigrateAsync(cancellationToken);
        }
    }

    /// <summary>
    /// On SQLite, EF Core takes a lock of its own, a row, at every start, and a process killed just then leaves it behind: all further starts would wait
    /// for ever. Whoever holds <see cref="MigrationLock"/>, which dies with its process, knows that a row he finds is a dead one's.
    /// </summary>
    private static async Task ForgetDeadLockAsync(Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade database, CancellationToken cancellationToken)
    {
        if (!await database.CanConnectAsync(cancellationToken)) return;

        var tables = await database.SqlQueryRaw<int>("SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellationToken);
        if (tables > 0) await database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
