using Csss.Contracts.Events;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Audit;

/// <summary>Appends to the chain. In one writing transaction, so that two replicas append one after the other.</summary>
internal sealed class AuditTrail(IdentityDb database, AuditKey keys, TimeProvider time)
{
    /// <summary>
    /// Saves whatever else the context holds with it. Where the end of the chain is not as the head says, the head is left as it is and the entry takes a
    /// place that leaves the gap: nothing is lost, and what was done to the chain stays to be found.
    /// </summary>
    public async Task AppendAsync(Guid messageId, AccessRecorded access, CancellationToken cancellationToken)
    {
        var key = await keys.GetAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var head = await database.Set<AuditHead>().SingleOrDefaultAsync(row => row.Id == AuditHead.OnlyId, cancellationToken);
        var last = await database.Set<AuditEntry>().AsNoTracking().OrderByDescending(row => row.Sequence)
            .Select(row => new { row.Sequence, row.Hash }).FirstOrDefaultAsync(cancellationToken);
        var entry = Entry(messageId, access, Math.Max(head?.Sequence ?? 0, last?.Sequence ?? 0) + 1, last?.Hash ?? AuditHash.None).Sealed(key);
        database.Add(entry);

        if (head is null && last is null) database.Add(head = new AuditHead { Sequence = 0, Hash = AuditHash.None, Seal = AuditHash.SealHead(key, 0, AuditHash.None) });
        if (head?.IsGenuine(key) == true && head.Sequence == (last?.Sequence ?? 0)) head.Move(entry, key);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private AuditEntry Entry(Guid messageId, AccessRecorded access, long sequence, string previousHash) => new()
    {
        Sequence = sequence,
        MessageId = messageId,
        At = access.At,
        RecordedAt = time.GetUtcNow(),
        ActorId = access.ActorId,
        Role = access.Role,
        Action = access.Action,
        Object = access.Object,
        PatientId = access.PatientId,
        Outcome = access.Outcome,
        Reason = access.Reason,
        Source = access.Source,
        PreviousHash = previousHash,
    };
}
