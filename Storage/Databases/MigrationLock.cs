namespace Csss.Storage.Databases;

/// <summary>A lock of the operating system beside the database file: replicas migrate one after the other, and a dead one holds nothing.</summary>
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
}
