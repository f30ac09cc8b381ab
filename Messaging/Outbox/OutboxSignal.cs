namespace Csss.Messaging.Outbox;

/// <summary>Wakes the relay as soon as a message is committed, instead of at its next poll.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _pending = new(0, 1);

    public void Raise()
    {
        try
        {
            if (_pending.CurrentCount == 0) _pending.Release();
        }
        catch (SemaphoreFullException)
        {
            // Two raised at once: one wake-up is enough.
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _pending.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _pending.Dispose();
}
