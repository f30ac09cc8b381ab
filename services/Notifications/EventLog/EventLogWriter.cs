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
        var logged = await database.EventLog.Where(row => row.ScanId == occurred.ScanId).Select(row => new KeyValuePair<Guid, string>(row.Id, row.Type)).ToListAsync(cancellationToken);
        // Only what comes of a prediction waits, or is waited for.
        var waiting = IsOfReport(occurred.Type) || occurred.Type == EventTypes.PredictionCompleted ? await WaitingAsync(occurred.ScanId, cancellationToken) : [];
        if (logged.Exists(line => line.Key == occurred.Id) || waiting.Exists(one => one.Id == occurred.Id)) return;

        if (IsOfReport(occurred.Type) && MustWait([.. logged.Select(line => line.Value)]))
        {
            database.WaitingEvents.Add(WaitingEvent.Of(occurred, time.GetUtcNow() + options.Value.HoldFor));
            await database.SaveChangesAsync(cancellationToken);
            return;
        }

        var freed = occurred.Type == EventTypes.PredictionCompleted ? waiting : [];
        await AppendAsync([occurred, .. freed.Select(one => one.ToEvent())], freed, cancellationToken);
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

    private static bool IsOfReport(string type) => type is EventTypes.ReportGenerated or EventTypes.ReportEmailed or EventTypes.ReportDeliveryFailed;

    /// <summary>
    /// Inference publishes a scan's events in their order, and its upload before any prediction can be. So with the upload logged and the prediction not,
    /// the prediction is still on its way; with neither, both are older than this log reaches, and there is nothing to wait for.
    /// </summary>
    private static bool MustWait(HashSet<string> logged) =>
        logged.Contains(EventTypes.ScanUploaded) && !logged.Contains(EventTypes.PredictionCompleted) && !logged.Contains(EventTypes.ReportGenerated);

    private Task<List<WaitingEvent>> WaitingAsync(Guid scanId, CancellationToken cancellationToken) =>
        database.WaitingEvents.Where(row => row.ScanId == scanId).OrderBy(row => row.Arrival).ToListAsync(cancellationToken);
}
