using Csss.Contracts.Events;
using Csss.Messaging;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Problems;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Prescriptions;

/// <summary>Marks a prescription as dispensed. Of several pharmacists at once exactly one does; the others learn that it was done.</summary>
internal sealed class Dispensing(ReportsDb database, AccessAudit audit, TimeProvider time)
{
    public async Task<DispenseResult> DispenseAsync(Guid prescriptionId, Guid pharmacistId, string? notes, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var dispensed = await database.Prescriptions.Where(row => row.Id == prescriptionId && row.Status == PrescriptionStatus.Issued)
            .ExecuteUpdateAsync(set => set
                .SetProperty(row => row.Status, PrescriptionStatus.Dispensed)
                .SetProperty(row => row.DispensedBy, pharmacistId)
                .SetProperty(row => row.DispensedAt, now)
                .SetProperty(row => row.DispenseNotes, notes), cancellationToken);
        var patient = await database.Prescriptions.Where(row => row.Id == prescriptionId).Select(row => (Guid?)row.PatientId).SingleOrDefaultAsync(cancellationToken);
        if (patient is null) return new DispenseResult(DispenseOutcome.Unknown, now);
        if (dispensed == 0) return new DispenseResult(DispenseOutcome.AlreadyDispensed, now);

        audit.Record(database, patient.Value);
        database.Publish(new PrescriptionDispensed(prescriptionId, patient.Value, pharmacistId, now), now);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new DispenseResult(DispenseOutcome.Dispensed, now);
    }
}

internal sealed record DispenseRequest(string? Notes = null)
{
    public const int LongestNotes = 1000;

    /// <summary>In bytes.</summary>
    public const int LargestBody = 16 * 1024;

    public ApiProblem? Problem() => FreeText.IsNote(Notes, LongestNotes) ? null : ApiProblem.Invalid("notes", $"At most {LongestNotes} characters.");
}

internal sealed record DispenseResult(DispenseOutcome Outcome, DateTimeOffset At);

internal enum DispenseOutcome
{
    Dispensed,
    AlreadyDispensed,
    Unknown,
}

internal sealed record DispensedAnswer(Guid PrescriptionId, PrescriptionStatus Status, DateTimeOffset DispensedAt);
