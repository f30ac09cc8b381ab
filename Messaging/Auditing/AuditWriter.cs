using System.Collections.Concurrent;
using Csss.Messaging.Inbox;
using Csss.Messaging.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Messaging.Auditing;

/// <summary>
/// Writes the entries of reads and refusals into the service's own outbox. A commit waits for the disk, and a database has one writer: requests that come
/// while another's commit is under way share the next one.
/// </summary>
internal sealed class AuditWriter(IServiceScopeFactory scopes, TimeProvider time) : IDisposable
{
    private const int LargestCommit = 200;

    private readonly ConcurrentQueue<Waiting> _queue = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Returns once the entry is on the disk. Not cancelled: somebody who hangs up has asked all the same.</summary>
    public async Task WriteAsync(AccessAudit audit, string outcome, string? reason)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (audit.NeedsSubject)
            audit.About(await scope.ServiceProvider.GetRequiredService<IAuditSubjects>().PatientOfAsync(audit.Kind, audit.ObjectId!.Value, CancellationToken.None));

        var mine = new Waiting(OutboxMessage.Of(audit.Entry(outcome, reason), time.GetUtcNow()));
        _queue.Enqueue(mine);
        await _turn.WaitAsync();
        try
        {
            while (!mine.Done.Task.IsCompleted) await CommitAsync(scope.ServiceProvider.GetRequiredService<InboxContext>());
        }
        finally
        {
            _turn.Release();
        }

        await mine.Done.Task;
    }

    public void Dispose() => _turn.Dispose();

    private async Task CommitAsync(InboxContext inbox)
    {
        var batch = new List<Waiting>();
        while (batch.Count < LargestCommit && _queue.TryDequeue(out var next)) batch.Add(next);
        inbox.Database.ChangeTracker.Clear();
        inbox.Database.AddRange(batch.Select(waiting => waiting.Row));
        try
        {
            await inbox.Database.SaveChangesAsync(CancellationToken.None);
            foreach (var waiting in batch) waiting.Done.SetResult();
        }
        catch (Exception failure)
        {
            // None of them is recorded, so none of them is answered.
            foreach (var waiting in batch) waiting.Done.SetException(failure);
        }
    }

    private sealed record Waiting(OutboxMessage Row)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
