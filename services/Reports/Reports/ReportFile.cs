using Csss.Storage.Blobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csss.Reports.Reports;

/// <summary>A report's encrypted PDF.</summary>
internal sealed class ReportFile(IBlobStore blobs)
{
    public const string ContentType = "application/pdf";

    /// <summary>As a download whose name tells nothing but the report's id.</summary>
    public async Task<FileContentHttpResult> AttachmentAsync(Report report, CancellationToken cancellationToken) =>
        TypedResults.File(await blobs.ReadAsync(report.BlobId, cancellationToken), ContentType, $"csss-report-{report.Id}.pdf");
}
