using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csss.Storage.Databases;

/// <summary>Which database the service has, and how it speaks to it: PostgreSQL where a connection string is given, else the embedded SQLite.</summary>
internal sealed class DatabaseChoice(IOptions<StorageOptions> options)
{
    // Of one process. A server takes a hundred connections unless told otherwise, and all services and replicas may share one.
    private const int MostConnections = 30;

    // A replica whose machine is gone must not keep the others waiting: it holds the writers' lock for as long as the server believes in it.
    private const string Session = "-c idle_in_transaction_session_timeout=60000 -c tcp_keepalives_idle=20 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3";

    /// <summary>Null on SQLite.</summary>
    public string? Postgres { get; } = options.Value.ConnectionString is { Length: > 0 } text ? Complete(text) : null;

    public void Apply(DbContextOptionsBuilder database)
    {
        if (Postgres is not null) database.UseNpgsql(Postgres).AddInterceptors(OneWriter.Instance);
        else database.UseSqlite(new SqliteConnectionStringBuilder { DataSource = options.Value.DatabaseFile(), DefaultTimeout = 30 }.ConnectionString).AddInterceptors(SqlitePragmas.Instance);
    }

    /// <summary>While it is held, no other replica migrates.</summary>
    public Task<IAsyncDisposable> LockMigrationsAsync(CancellationToken cancellationToken) => Postgres is null
        ? MigrationLock.TakeAsync(options.Value.DatabaseFile(), cancellationToken)
        : MigrationLock.TakeOnServerAsync(Postgres, cancellationToken);

    /// <summary>What the site left open.</summary>
    private static string Complete(string text)
    {
        var given = new NpgsqlConnectionStringBuilder(text);
        if (!given.ContainsKey("Maximum Pool Size")) given.MaxPoolSize = MostConnections;
        given.Options ??= Session;
        return given.ConnectionString;
    }
}
