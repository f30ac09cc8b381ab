using Csss.Storage.Paging;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.History;

internal static class PatientHistory
{
    /// <summary>A page of a patient's scans, newest upload first, each with its latest report.</summary>
    /// <exception cref="BadHttpRequestException">The limit or the cursor is not valid: answered as 400.</exception>
    public static async Task<Page<HistoryItem>> HistoryAsync(this ReportsDb database, Guid patientId, PageRequest request, CancellationToken cancellationToken)
    {
        var limit = request.Size();

        var own = database.Scans.AsNoTracking().Where(scan => scan.PatientId == patientId && scan.UploadedAt != null);
        if (!string.IsNullOrEmpty(request.Cursor))
        {
            var (time, sequence) = HistoryCursor.Decode(request.Cursor);
            own = own.Where(scan => scan.UploadedAt < time || (scan.UploadedAt == time && scan.Sequence < sequence));
        }

        var scans = await own.OrderByDescending(scan => scan.UploadedAt).ThenByDescending(scan => scan.Sequence).Take(limit + 1).ToListAsync(cancellationToken);
        var next = scans.Count > limit ? new HistoryCursor(scans[limit - 1].UploadedAt!.Value, scans[limit - 1].Sequence).Encode() : null;
        var shown = scans.Take(limit).ToList();
        var ids = shown.ConvertAll(scan => scan.Id);
        var reports = await database.Reports.AsNoTracking().Where(report => ids.Contains(report.ScanId)).ToListAsync(cancellationToken);
        var latest = reports.GroupBy(report => report.ScanId).ToDictionary(versions => versions.Key, versions => versions.MaxBy(report => report.Version));
        return new Page<HistoryItem>([.. shown.Select(scan => HistoryItem.Of(scan, latest.GetValueOrDefault(scan.Id)))], next);
    }
}
