using Csss.Storage.Paging;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Audit;

internal static class AuditPages
{
    /// <summary>A page of these entries, newest first. One index range however many entries there are: the filter's column, then the time.</summary>
    /// <exception cref="BadHttpRequestException">The limit or the cursor is not valid: answered as 400.</exception>
    public static async Task<Page<AuditEntry>> ToAuditPageAsync(this IQueryable<AuditEntry> entries, PageRequest request, CancellationToken cancellationToken)
    {
        var limit = request.Size();
        if (!string.IsNullOrEmpty(request.Cursor))
        {
            var (at, sequence) = AuditCursor.Decode(request.Cursor);
            entries = entries.Where(entry => entry.At <= at && (entry.At < at || entry.Sequence < sequence));
        }

        var rows = await entries.AsNoTracking().OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Sequence).Take(limit + 1).ToListAsync(cancellationToken);
        var next = rows.Count > limit ? new AuditCursor(rows[limit - 1].At, rows[limit - 1].Sequence).Encode() : null;
        return new Page<AuditEntry>([.. rows.Take(limit)], next);
    }
}
