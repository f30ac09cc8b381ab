using Csss.Storage.Paging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Reports.Reports;

/// <summary>A signed report. Only its delivery changes afterwards; a correction is a new version.</summary>
internal sealed class Report : ISequenced
{
    public long Sequence { get; init; }

    public required Guid Id { get; init; }

    public required Guid ScanId { get; init; }

    public required Guid PatientId { get; init; }

    public required Guid SignedBy { get; init; }

    /// <summary>1 for a scan's first report.</summary>
    public required int Version { get; init; }

    /// <summary>The version before.</summary>
    public Guid? Supersedes { get; init; }

    public required string Language { get; init; }

    public string? Findings { get; init; }

    public string? Impression { get; init; }

    public string? Recommendation { get; init; }

    public string? ConfirmedLabel { get; init; }

    public required string ModelName { get; init; }

    public required string ModelVersion { get; init; }

    /// <summary>The encrypted PDF.</summary>
    public required Guid BlobId { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Of the encrypted PDF, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Sealed with the report's id.</summary>
    public required string SealedPassphrase { get; init; }

    /// <summary>W3C trace parent of the scan's upload, so that report and mail link to it.</summary>
    public string? TraceParent { get; init; }

    public required DateTimeOffset GeneratedAt { get; init; }

    public DateTimeOffset? EmailRequestedAt { get; set; }

    public DateTimeOffset? EmailedAt { get; set; }

    public DateTimeOffset? DeliveryFailedAt { get; set; }

    public string? DeliveryFailureCode { get; set; }
}

internal sealed class ReportConfiguration : IEntityTypeConfiguration<Report>
{
    public void Configure(EntityTypeBuilder<Report> builder)
    {
        builder.ToTable("reports");
        builder.HasKey(report => report.Sequence);
        builder.HasIndex(report => report.Id).IsUnique();
        builder.HasIndex(report => new { report.ScanId, report.Version }).IsUnique();
        builder.HasIndex(report => report.BlobId);
        builder.Property(report => report.Language).HasMaxLength(8);
        builder.Property(report => report.ConfirmedLabel).HasMaxLength(64);
        builder.Property(report => report.ModelName).HasMaxLength(128);
        builder.Property(report => report.ModelVersion).HasMaxLength(64);
        builder.Property(report => report.Sha256).HasMaxLength(64);
        builder.Property(report => report.TraceParent).HasMaxLength(64);
        builder.Property(report => report.DeliveryFailureCode).HasMaxLength(64);
    }
}
