using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.Live;

/// <summary>What a scan has become, as it is told.</summary>
internal sealed record ScanChanged(Guid ScanId, ScanState Status, long Sequence);

/// <summary>What a doctor missed.</summary>
/// <param name="Reload">Too much, or longer ago than is kept: read everything again.</param>
/// <param name="Sequence">Where to go on from.</param>
internal sealed record Missed(bool Reload, long Sequence, IReadOnlyList<ScanChanged> Changes);

/// <summary>Reads the log of changes.</summary>
internal sealed class ScanChangeLog(NotificationsDb database, TimeProvider time)
{
    /// <summary>More at once are not worth telling one by one.</summary>
    private const int Most = 1000;

    public Task<long> LastAsync(CancellationToken cancellationToken) =>
        database.Set<ScanChangeCounter>().Select(counter => counter.Last).SingleAsync(cancellationToken);

    /// <summary>The changes of those patients who are in this doctor's care now.</summary>
    public async Task<Missed> MissedAsync(Guid doctorId, long after, CancellationToken cancellationToken)
    {
        var last = await LastAsync(cancellationToken);
        var now = time.GetUtcNow();
        var patients = database.Set<CareRelation>().InCareAt(now).Where(care => care.DoctorId == doctorId).Select(care => care.PatientId);
        var changes = await database.Set<ScanChange>().Where(change => change.Sequence > after && patients.Contains(change.PatientId))
            .OrderBy(change => change.Sequence).Take(Most + 1)
            .Select(change => new ScanChanged(change.ScanId, change.State, change.Sequence)).ToListAsync(cancellationToken);
        // Read last: what is removed meanwhile is noticed. A number that was never given out is another database's.
        var oldest = await database.Set<ScanChange>().MinAsync(change => (long?)change.Sequence, cancellationToken) ?? last + 1;
        return after > last || after < oldest - 1 || changes.Count > Most
            ? new Missed(Reload: true, last, [])
            : new Missed(Reload: false, changes.Count == 0 ? last : Math.Max(last, changes[^1].Sequence), changes);
    }

    /// <summary>The next changes, each with the doctors it is told to.</summary>
    public async Task<IReadOnlyList<(ScanChanged Change, IReadOnlyList<Guid> Doctors)>> NextAsync(long after, int limit, CancellationToken cancellationToken)
    {
        var changes = await database.Set<ScanChange>().AsNoTracking().Where(change => change.Sequence > after)
            .OrderBy(change => change.Sequence).Take(limit).ToListAsync(cancellationToken);
        if (changes.Count == 0) return [];

        var patients = changes.Select(change => change.PatientId).Distinct().ToList();
        var care = (await database.Set<CareRelation>().AsNoTracking().InCareAt(time.GetUtcNow()).Where(relation => patients.Contains(relation.PatientId))
            .ToListAsync(cancellationToken)).ToLookup(relation => relation.PatientId, relation => relation.DoctorId);
        return [.. changes.Select(change => (new ScanChanged(change.ScanId, change.State, change.Sequence), (IReadOnlyList<Guid>)[.. care[change.PatientId]]))];
    }
}
