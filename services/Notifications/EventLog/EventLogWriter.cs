using Csss.Contracts.PublicEvents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.EventLog;

/// <summary>
/// Appends to the log. Two replicas that write at once choose the same number, and one of them fails on the table's key and tries again:
/// no gap, no lock. A report's events wait for the prediction it was made from, because they come by another service's outbox.
/// </summary>
internal sealed class EventLogWriter(NotificationsDb database, CloudEventFormat format, EventLogSignal signal, IOptions<EventLogOptions> options, TimeProvider time)
{
    /// <summary>Saves the event, with what else the context holds (the inbox). An event already known changes nothing.</summary>
    /// <exception cref="DbUpdateException">Another replica wrote meanwhile, or the database does not take it: try again with a new context.</exception>
    public async Task WriteAsync(PublicEvent occurred, CancellationToken cancellationToken)
    {
        if (await IsKnownAsync(occurred.Id, cancellationToken)) return;

        if (await MustWaitAsync(occurred, cancellationToken))
        {
            database.WaitingEvents.Add(WaitingEvent.Of(occurred, time.GetUtcNow() + options.Value.HoldFor));
            await database.SaveChangesAsync(cancellationToken);
            return;
        }

        var freed = occurred.Type == EventTypes.PredictionCompleted ? await WaitingAsync(occurred.ScanId, cancellationToken) : [];
        await AppendAsync([occurred, .. freed.Select(waiting => waiting.ToEvent())], freed, cancellationToken);
    }

    /// <summary>Logs what of a scan waits, whether its prediction has come or not.</summary>
    public async Task ReleaseAsync(Guid scanId, CancellationToken cancellationToken)
    {
        var waiting = await WaitingAsync(scanId, cancellationToken);
        if (waiting.Count > 0) await AppendAsync([.. waiting.Select(one => one.ToEvent())], waiting, cancellationToken);
    }

    private async Task AppendAsync(IReadOnlyList<PublicEvent> events, List<WaitingEvent> freed, CancellationToken cancellationToken)
    {
        // Retention never takes the last line, so that the numbers go on.
        var sequence = await database.EventLog.MaxAsync(row => (long?)row.Sequence, cancellationToken) ?? 0;
        foreach (var occurred in events)
        {
            sequence++;
            database.EventLog.Add(new LoggedEvent
            {
                Sequence = sequence,
                Id = occurred.Id,
                Type = occurred.Type,
                ScanId = occurred.ScanId,
                PatientId = occurred.PatientId,
                At = occurred.At,
                Json = format.Format(occurred, sequence),
                TraceParent = occurred.TraceParent,
            });
        }

        database.WaitingEvents.RemoveRange(freed);
        await database.SaveChangesAsync(cancellationToken);
        signal.Raise(sequence);
    }

    private async Task<bool> IsKnownAsync(Guid id, CancellationToken cancellationToken) =>
        await database.EventLog.AnyAsync(row => row.Id == id, cancellationToken) || await database.WaitingEvents.AnyAsync(row => row.Id == id, cancellationToken);

    /// <summary>
    /// Inference publishes a scan's events in their order, and its upload before any prediction can be. So with the upload logged and the prediction not,
    /// the prediction is still on its way; with neither, both are older than this log reaches, and there is nothing to wait for.
    /// </summary>
    private async Task<bool> MustWaitAsync(PublicEvent occurred, CancellationToken cancellationToken)
    {
        if (occurred.Type is not (EventTypes.ReportGenerated or EventTypes.ReportEmailed or EventTypes.ReportDeliveryFailed)) return false;

        var known = await database.EventLog.Where(row => row.ScanId == occurred.ScanId).Select(row => row.Type).Distinct().ToListAsync(cancellationToken);
        return known.Contains(EventTypes.ScanUploaded) && !known.Contains(EventTypes.PredictionCompleted) && !known.Contains(EventTypes.ReportGenerated);
    }

    private Task<List<WaitingEvent>> WaitingAsync(Guid scanId, CancellationToken cancellationToken) =>
        database.WaitingEvents.Where(row => row.ScanId == scanId).OrderBy(row => row.Arrival).ToListAsync(cancellationToken);
}
