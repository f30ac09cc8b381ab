using Csss.Messaging.Auditing;
using Csss.Reports.Reports;
using Csss.Reports.Scans;
using Csss.Storage.Databases;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Drafts;

/// <summary>Keeps a doctor's draft of a scan: the last one saved wins.</summary>
internal sealed class DraftSaving(ReportsDb database, AccessAudit audit, TimeProvider time)
{
    public async Task<Draft> SaveAsync(Scan scan, Guid doctorId, ReportRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await TrySaveAsync(scan, doctorId, request, cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation() || exception is DbUpdateConcurrencyException)
        {
            // Another save, or the signature, came between reading and writing.
            database.ChangeTracker.Clear();
            return await TrySaveAsync(scan, doctorId, request, cancellationToken);
        }
    }

    private async Task<Draft> TrySaveAsync(Scan scan, Guid doctorId, ReportRequest request, CancellationToken cancellationToken)
    {
        var draft = await database.Drafts.FindAsync([scan.ScanId, doctorId], cancellationToken);
        if (draft is null)
        {
            draft = new Draft { ScanId = scan.ScanId, DoctorId = doctorId, Language = ReportRequest.English, SavedAt = time.GetUtcNow() };
            database.Add(draft);
        }

        (draft.Findings, draft.Impression, draft.Recommendation) = (request.Findings, request.Impression, request.Recommendation);
        (draft.ConfirmedLabel, draft.SavedAt) = (request.Words.ConfirmedLabel, time.GetUtcNow());
        audit.Record(database, scan.PatientId);
        await database.SaveChangesAsync(cancellationToken);
        return draft;
    }
}
