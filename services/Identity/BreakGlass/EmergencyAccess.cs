using Csss.Storage.Paging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Identity.BreakGlass;

/// <summary>A doctor who was in no care of a patient saw their data all the same, for a reason given.</summary>
internal sealed class EmergencyAccess : ISequenced
{
    public long Sequence { get; init; }

    public required Guid Id { get; init; }

    public required Guid DoctorId { get; init; }

    public required Guid PatientId { get; init; }

    /// <summary>Free text about a patient: sealed, and nowhere else.</summary>
    public required string SealedReason { get; init; }

    public required DateTimeOffset GrantedAt { get; init; }

    public required DateTimeOffset Until { get; init; }

    public DateTimeOffset? ReviewedAt { get; init; }

    public Guid? ReviewedBy { get; init; }

    /// <summary>How the audit trail refers to it.</summary>
    public static string ReferenceTo(Guid id) => $"break-glass/{id}";
}

internal sealed class EmergencyAccessConfiguration : IEntityTypeConfiguration<EmergencyAccess>
{
    public void Configure(EntityTypeBuilder<EmergencyAccess> access)
    {
        access.ToTable("emergency_access");
        access.HasKey(row => row.Sequence);
        access.HasIndex(row => row.Id).IsUnique();
        access.HasIndex(row => new { row.DoctorId, row.PatientId, row.Until });
        access.HasIndex(row => new { row.ReviewedAt, row.Sequence });
        access.Property(row => row.SealedReason).HasMaxLength(4096);
    }
}
