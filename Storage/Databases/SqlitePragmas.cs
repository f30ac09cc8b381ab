using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Csss.Storage.Databases;

/// <summary>
/// Set on each connection: a commit is on the disk before it is answered, and what is deleted (one-time secrets in the
/// outbox) is overwritten. WAL itself is set by EF Core when it creates the file. A writer that finds another at work waits in
/// SQLite, for a millisecond or a few at a time: the driver's own retry sleeps for 150.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public static readonly SqlitePragmas Instance = new();

    private const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA busy_timeout=2000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
