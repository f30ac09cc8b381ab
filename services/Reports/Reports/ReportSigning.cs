using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Messaging;
using Csss.Messaging.Auditing;
using Csss.Reports.Documents;
using Csss.Reports.Documents.Encryption;
using Csss.Storage.Blobs;
using Csss.Storage.Databases;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Reports;

/// <summary>
/// Draws, encrypts and stores a signed report. The blob is written first; row, event and the end of the draft are one transaction, so a
/// crash between the two leaves an orphan that is swept, never half a report.
/// </summary>
internal sealed class ReportSigning(
    ReportsDb database, IBlobStore blobs, ReportDrawing drawing, PdfEncryption encryption, ReportPassphrases passphrases, VerificationCodes codes,
    AccessAudit audit)
{
    private const int Attempts = 20;
    private const long LargestReport = 64L * 1024 * 1024;

    /// <summary>Two signatures at once get versions one after the other: who comes second finds the version taken and draws anew.</summary>
    public async Task<Report> SignAsync(ReportContent unsigned, string language, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var earlier = await database.Reports.AsNoTracking().Where(report => report.ScanId == unsigned.Scan.ScanId)
                .OrderByDescending(report => report.Version).FirstOrDefaultAsync(cancellationToken);
            var report = await StoreAsync(unsigned, earlier, language, cancellationToken);
            try
            {
                await CommitAsync(report, unsigned.DrawnAt, cancellationToken);
                return report;
            }
            catch (DbUpdateException exception) when (exception.IsUniqueViolation() && attempt < Attempts)
            {
                database.ChangeTracker.Clear();
                blobs.Delete(report.BlobId);
            }
        }
    }

    private async Task<Report> StoreAsync(ReportContent unsigned, Report? earlier, string language, CancellationToken cancellationToken)
    {
        var id = Ids.New(unsigned.DrawnAt);
        var version = (earlier?.Version ?? 0) + 1;
        var signature = new Signature(id, version, codes.Of(id), earlier is null ? null : new SupersededReport(earlier.Id, earlier.Version));
        var (passphrase, sealedPassphrase) = passphrases.New(id);
        var pdf = encryption.Encrypt(await drawing.DrawAsync(unsigned with { Signature = signature }, cancellationToken), passphrase);
        var blob = await blobs.WriteAsync(new MemoryStream(pdf, writable: false), LargestReport, cancellationToken);
        var words = unsigned.Words;
        return new Report
        {
            Id = id,
            ScanId = unsigned.Scan.ScanId,
            PatientId = unsigned.Scan.PatientId,
            SignedBy = unsigned.Doctor.Id,
            Version = version,
            Supersedes = earlier?.Id,
            Language = language,
            Findings = words.Findings,
            Impression = words.Impression,
            Recommendation = words.Recommendation,
            ConfirmedLabel = words.ConfirmedLabel,
            ModelName = unsigned.Prediction.Model.Name,
            ModelVersion = unsigned.Prediction.Model.Version,
            BlobId = blob.Id,
            Bytes = blob.Bytes,
            Sha256 = blob.Sha256,
            SealedPassphrase = sealedPassphrase,
            TraceParent = unsigned.Scan.TraceParent,
            GeneratedAt = unsigned.DrawnAt,
        };
    }

    private async Task CommitAsync(Report report, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        database.Add(report);
        database.Publish(
            new ReportGenerated(report.Id, report.ScanId, report.PatientId, report.SignedBy, report.Version, report.Language, report.Sha256, report.GeneratedAt), now);
        audit.Record(database, report.PatientId, reason: $"reports/{report.Id}");
        await database.SaveChangesAsync(cancellationToken);
        await database.Drafts.Where(draft => draft.ScanId == report.ScanId && draft.DoctorId == report.SignedBy).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
