using System.Collections.Concurrent;

namespace Csss.Inference.Scans;

/// <summary>Wakes the uploads of this process that wait for their result (<c>Prefer: wait</c>) as soon as it is saved.</summary>
internal sealed class ScanSignals
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _waiting = new();

    public Task Listen(Guid scanId) =>
        _waiting.GetOrAdd(scanId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Raise(Guid scanId)
    {
        if (_waiting.TryRemove(scanId, out var signal)) signal.TrySetResult();
    }

    public void Forget(Guid scanId) => _waiting.TryRemove(scanId, out _);
}
