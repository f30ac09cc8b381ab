using Npgsql;

namespace Csss.Storage.Databases;

/// <summary>Replicas migrate one after the other, and a dead one holds nothing: a lock of the operating system beside the database file, or of the server's.</summary>
internal static class MigrationLock
{
    private const int Attempts = 1200;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    /// <exception cref="IOException">The file cannot be opened, or another replica migrates for more than two minutes.</exception>
    public static async Task<IAsyncDisposable> TakeAsync(string databaseFile, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(databaseFile + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < Attempts)
            {
                await Task.Delay(Between, cancellationToken);
            }
        }
    }

    /// <summary>Held by a connection of its own, and so for as long as that.</summary>
    /// <exception cref="NpgsqlException">The server does not answer, or another replica migrates for more than two minutes.</exception>
    public static async Task<IAsyncDisposable> TakeOnServerAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            (command.CommandText, command.CommandTimeout) = ("SELECT pg_advisory_lock(4851312839555547138)", (int)(Attempts * Between).TotalSeconds); // "CSSS" and 2
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
