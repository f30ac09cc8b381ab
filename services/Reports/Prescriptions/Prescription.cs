using Csss.Storage.Paging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Reports.Prescriptions;

/// <summary>What a doctor prescribed. Nothing of it changes afterwards but that it is dispensed, once.</summary>
internal sealed class Prescription : ISequenced
{
    public long Sequence { get; init; }

    public required Guid Id { get; init; }

    public required Guid PatientId { get; init; }

    public required Guid PrescribedBy { get; init; }

    /// <summary>The scan it was written for, if any. Pharmacists never see it.</summary>
    public Guid? ScanId { get; init; }

    public required IReadOnlyList<PrescriptionItem> Items { get; init; }

    public PrescriptionStatus Status { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public Guid? DispensedBy { get; init; }

    public DateTimeOffset? DispensedAt { get; init; }

    /// <summary>The pharmacist's words.</summary>
    public string? DispenseNotes { get; init; }
}

internal enum PrescriptionStatus
{
    Issued,
    Dispensed,
}

internal sealed class PrescriptionConfiguration : IEntityTypeConfiguration<Prescription>
{
    public void Configure(EntityTypeBuilder<Prescription> builder)
    {
        builder.ToTable("prescriptions");
        builder.HasKey(prescription => prescription.Sequence);
        builder.HasIndex(prescription => prescription.Id).IsUnique();
        builder.HasIndex(prescription => new { prescription.Status, prescription.Sequence });
        builder.HasIndex(prescription => new { prescription.PatientId, prescription.Sequence });
        builder.HasIndex(prescription => new { prescription.PrescribedBy, prescription.Sequence });
        builder.Property(prescription => prescription.Items).HasJsonConversion();
        builder.Property(prescription => prescription.Status).HasConversion<string>().HasMaxLength(16);
        builder.Property(prescription => prescription.DispenseNotes).HasMaxLength(DispenseRequest.LongestNotes);
    }
}
