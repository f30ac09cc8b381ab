using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.Live;

/// <summary>Adds to the log of changes, one at a time in all replicas together.</summary>
internal sealed class ScanChangeRecording(NotificationsDb database, LiveSignal signal, TimeProvider time)
{
    /// <summary>Saves the change, the care that its upload began, and whatever else the context holds. What is heard late changes nothing.</summary>
    public async Task RecordAsync(Guid scanId, Guid patientId, Guid uploadedBy, ScanState state, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var counter = await LockAsync(cancellationToken);
        await database.GrantCareAsync(uploadedBy, patientId, until: null, cancellationToken);
        if (await IsNewsAsync(scanId, state, cancellationToken))
            database.Add(new ScanChange { Sequence = ++counter.Last, ScanId = scanId, PatientId = patientId, State = state, At = time.GetUtcNow() });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.Raise();
    }

    /// <summary>
    /// An update that changes nothing holds the row until the commit. Without it, on PostgreSQL, 8 could be visible before 7, and who looks
    /// in between would never be told of 7.
    /// </summary>
    private async Task<ScanChangeCounter> LockAsync(CancellationToken cancellationToken)
    {
        await database.Set<ScanChangeCounter>().ExecuteUpdateAsync(row => row.SetProperty(counter => counter.Last, counter => counter.Last), cancellationToken);
        return await database.Set<ScanChangeCounter>().SingleAsync(cancellationToken);
    }

    private async Task<bool> IsNewsAsync(Guid scanId, ScanState state, CancellationToken cancellationToken)
    {
        var known = await database.Set<ScanChange>().Where(change => change.ScanId == scanId)
            .OrderByDescending(change => change.Sequence).Select(change => (ScanState?)change.State).FirstOrDefaultAsync(cancellationToken);
        return known is null || state > known || state == ScanState.Failed && known == ScanState.Failed;
    }
}
