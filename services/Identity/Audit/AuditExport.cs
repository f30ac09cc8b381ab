using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Audit;

/// <summary>Writes entries as FHIR, oldest first, a few hundred in memory at a time.</summary>
internal sealed class AuditExport(IdentityDb database)
{
    public const string ContentType = "application/fhir+ndjson";

    private const int Batch = 500;
    private static readonly byte[] EndOfLine = [(byte)'\n'];

    public async Task WriteAsync(AuditFilter filter, Stream body, CancellationToken cancellationToken)
    {
        var entries = filter.Apply(database.Set<AuditEntry>().AsNoTracking()).OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence);
        for (var last = new AuditCursor(DateTimeOffset.MinValue, 0); ;)
        {
            var (at, sequence) = last;
            var rows = await entries.Where(entry => entry.At >= at && (entry.At > at || entry.Sequence > sequence)).Take(Batch).ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                await body.WriteAsync(AuditEvents.Json(row), cancellationToken);
                await body.WriteAsync(EndOfLine, cancellationToken);
            }

            if (rows.Count < Batch) return;
            last = new AuditCursor(rows[^1].At, rows[^1].Sequence);
        }
    }
}
