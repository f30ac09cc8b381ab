namespace Csss.Notifications.EventLog;

/// <summary>
/// Tells all who follow the log in this process that it has grown: at once when this replica wrote, within <see cref="EventLogOptions.PollEvery"/>
/// when another did (see <see cref="EventLogWatch"/>). It promises a wake-up, not a content: read the table.
/// </summary>
internal sealed class EventLogSignal
{
    private readonly Lock _lock = new();
    private long _newest;
    private TaskCompletionSource _grown = NewSource();

    /// <summary>The last line known to be committed.</summary>
    public long Newest
    {
        get
        {
            lock (_lock) return _newest;
        }
    }

    /// <summary>Lines up to this one are committed.</summary>
    public void Raise(long newest)
    {
        TaskCompletionSource grown;
        lock (_lock)
        {
            if (newest <= _newest) return;

            (_newest, grown, _grown) = (newest, _grown, NewSource());
        }

        grown.SetResult();
    }

    /// <summary>Returns once there is a line after <paramref name="after"/>; at once when there already is.</summary>
    /// <exception cref="OperationCanceledException">There was none before the token was cancelled.</exception>
    public async Task WaitAsync(long after, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task grown;
            lock (_lock)
            {
                if (_newest > after) return;
                grown = _grown.Task;
            }

            await grown.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
