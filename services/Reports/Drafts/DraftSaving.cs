using Csss.Reports.Reports;
using Csss.Storage.Databases;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Drafts;

/// <summary>Keeps a doctor's draft of a scan: the last one saved wins.</summary>
internal sealed class DraftSaving(ReportsDb database, TimeProvider time)
{
    public async Task<Draft> SaveAsync(Guid scanId, Guid doctorId, ReportRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await TrySaveAsync(scanId, doctorId, request, cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation() || exception is DbUpdateConcurrencyException)
        {
            // Another save, or the signature, came between reading and writing.
            database.ChangeTracker.Clear();
            return await TrySaveAsync(scanId, doctorId, request, cancellationToken);
        }
    }

    private async Task<Draft> TrySaveAsync(Guid scanId, Guid doctorId, ReportRequest request, CancellationToken cancellationToken)
    {
        var draft = await database.Drafts.FindAsync([scanId, doctorId], cancellationToken);
        if (draft is null)
        {
            draft = new Draft { ScanId = scanId, DoctorId = doctorId, Language = ReportRequest.English, SavedAt = time.GetUtcNow() };
            database.Add(draft);
        }

        (draft.Findings, draft.Impression, draft.Recommendation) = (request.Findings, request.Impression, request.Recommendation);
        (draft.ConfirmedLabel, draft.SavedAt) = (request.Words.ConfirmedLabel, time.GetUtcNow());
        await database.SaveChangesAsync(cancellationToken);
        return draft;
    }
}
