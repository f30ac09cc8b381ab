using System.Globalization;
using Csss.Storage.Encryption;
using Csss.Storage.Rotation;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Reports;

/// <summary>The reports' passphrases, for the rotation of the master key.</summary>
internal sealed class SealedPassphrases(ReportsDb database) : IMasterKeyUse
{
    private const int AtOnce = 500;

    public string Name => "report passphrases";

    public async Task MoveAsync(IResealer resealer, RotationProgress progress, CancellationToken cancellationToken)
    {
        for (long after = 0; ;)
        {
            var rows = await database.Reports.Where(report => report.Sequence > after).OrderBy(report => report.Sequence).Take(AtOnce)
                .Select(report => new { report.Sequence, report.Id, report.SealedPassphrase }).ToListAsync(cancellationToken);
            if (rows.Count == 0) return;

            foreach (var row in rows)
                await progress.OneAsync(row.Id.ToString("D", CultureInfo.InvariantCulture), async () =>
                    resealer.Reseal(row.SealedPassphrase, ReportPassphrases.Context(row.Id)) is { } fresh
                    && await database.Reports.Where(report => report.Sequence == row.Sequence)
                        .ExecuteUpdateAsync(set => set.SetProperty(report => report.SealedPassphrase, fresh), cancellationToken) == 1);
            after = rows[^1].Sequence;
        }
    }
}
