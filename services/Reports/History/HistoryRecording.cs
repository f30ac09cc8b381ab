using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.History;

internal static class HistoryRecording
{
    /// <summary>The scan's row, made when this is the first that is heard of it. Saving is the caller's.</summary>
    public static async Task<HistoryScan> ScanAsync(this ReportsDb database, Guid scanId, Guid patientId, CancellationToken cancellationToken)
    {
        if (await database.Scans.SingleOrDefaultAsync(scan => scan.Id == scanId, cancellationToken) is { } known) return known;

        var added = new HistoryScan { Id = scanId, PatientId = patientId };
        database.Add(added);
        return added;
    }
}
