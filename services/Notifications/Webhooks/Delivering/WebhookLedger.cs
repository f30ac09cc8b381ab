using System.Collections.Concurrent;

namespace Csss.Notifications.Webhooks.Delivering;

/// <summary>
/// Writes what happens to deliveries. A commit waits for the disk, and a database has one writer: what comes while another commit is under way shares
/// the next one. So many receivers cost little more than one.
/// </summary>
internal sealed partial class WebhookLedger(IServiceScopeFactory scopes, ILogger<WebhookLedger> logger) : IDisposable
{
    private const int LargestCommit = 64;

    private readonly ConcurrentQueue<Entry> _queue = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Returns once what <paramref name="work"/> did is on the disk. It runs in a transaction; it may run twice, and then only the second run counts.</summary>
    public async Task<T> WriteAsync<T>(Func<NotificationsDb, Task<T>> work)
    {
        var mine = new Entry<T>(work);
        _queue.Enqueue(mine);
        await _turn.WaitAsync();
        try
        {
            while (!mine.Done.Task.IsCompleted) await CommitNextAsync();
        }
        finally
        {
            _turn.Release();
        }

        return await mine.Done.Task;
    }

    public void Dispose() => _turn.Dispose();

    private async Task CommitNextAsync()
    {
        var batch = new List<Entry>();
        while (batch.Count < LargestCommit && _queue.TryDequeue(out var next)) batch.Add(next);
        try
        {
            await CommitAsync(batch);
        }
        catch (Exception exception) when (batch.Count > 1)
        {
            // One of them spoils it for all: each for itself, then.
            LogSeparated(logger, exception, batch.Count);
            foreach (var entry in batch) await CommitAloneAsync(entry);
        }
        catch (Exception exception)
        {
            batch[0].Fail(exception);
        }
    }

    private async Task CommitAloneAsync(Entry entry)
    {
        try
        {
            await CommitAsync([entry]);
        }
        catch (Exception exception)
        {
            entry.Fail(exception);
        }
    }

    /// <summary>Not cancelled: what a receiver has accepted is written down.</summary>
    private async Task CommitAsync(List<Entry> batch)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        await using var transaction = await database.Database.BeginTransactionAsync();
        foreach (var entry in batch)
        {
            await entry.RunAsync(database);
            database.ChangeTracker.Clear();
        }

        await transaction.CommitAsync();
        foreach (var entry in batch) entry.Complete();
    }

    private abstract class Entry
    {
        public abstract Task RunAsync(NotificationsDb database);

        public abstract void Complete();

        public abstract void Fail(Exception exception);
    }

    private sealed class Entry<T>(Func<NotificationsDb, Task<T>> work) : Entry
    {
        private T? _result;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async Task RunAsync(NotificationsDb database) => _result = await work(database);

        public override void Complete() => Done.SetResult(_result!);

        public override void Fail(Exception exception) => Done.SetException(exception);
    }

    [LoggerMessage(LogLevel.Warning, "{Count} entries could not be committed together; each is tried alone")]
    private static partial void LogSeparated(ILogger logger, Exception exception, int count);
}
