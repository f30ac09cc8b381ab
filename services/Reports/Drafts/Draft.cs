using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Reports.Drafts;

/// <summary>What a doctor has written so far about a scan; only that doctor sees it, and signing ends it.</summary>
internal sealed class Draft
{
    public required Guid ScanId { get; init; }

    public required Guid DoctorId { get; init; }

    public string? Findings { get; set; }

    public string? Impression { get; set; }

    public string? Recommendation { get; set; }

    public string? ConfirmedLabel { get; set; }

    public required string Language { get; set; }

    public required DateTimeOffset SavedAt { get; set; }
}

internal sealed class DraftConfiguration : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("drafts");
        builder.HasKey(draft => new { draft.ScanId, draft.DoctorId });
        builder.Property(draft => draft.ConfirmedLabel).HasMaxLength(64);
        builder.Property(draft => draft.Language).HasMaxLength(8);
    }
}
