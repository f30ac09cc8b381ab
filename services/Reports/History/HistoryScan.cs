using Csss.Storage.Paging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Reports.History;

/// <summary>
/// A patient's scan as its events tell it. They may come in any order, so until the upload itself is heard of, modality and time are
/// not known and the scan is not listed.
/// </summary>
internal sealed class HistoryScan : ISequenced
{
    public long Sequence { get; init; }

    public required Guid Id { get; init; }

    public required Guid PatientId { get; init; }

    public string? Modality { get; private set; }

    public DateTimeOffset? UploadedAt { get; private set; }

    public HistoryStatus Status { get; private set; }

    public void Uploaded(string modality, DateTimeOffset at) => (Modality, UploadedAt) = (modality, at);

    /// <summary>Never back: what is heard late changes nothing.</summary>
    public void Reach(HistoryStatus status) => Status = status > Status ? status : Status;
}

/// <summary>In the order in which a scan can pass through them; a failed one can still be completed by another try.</summary>
internal enum HistoryStatus
{
    Queued,
    Failed,
    Rejected,
    Completed,
}

internal sealed class HistoryScanConfiguration : IEntityTypeConfiguration<HistoryScan>
{
    public void Configure(EntityTypeBuilder<HistoryScan> builder)
    {
        builder.ToTable("scans");
        builder.HasKey(scan => scan.Sequence);
        builder.HasIndex(scan => scan.Id).IsUnique();
        builder.HasIndex(scan => new { scan.PatientId, scan.UploadedAt, scan.Sequence });
        builder.Property(scan => scan.Modality).HasMaxLength(32);
        // Two events of one scan at the same moment: on PostgreSQL the second to save would take the first's status back. So it fails, and its retry reads anew.
        builder.Property(scan => scan.Status).HasConversion<string>().HasMaxLength(16).IsConcurrencyToken();
    }
}
