using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Reports.Care;

/// <summary>A doctor in care of a patient, as far as this service has heard.</summary>
internal sealed class CareRelation
{
    public required Guid DoctorId { get; init; }

    public required Guid PatientId { get; init; }

    /// <summary>Null: without end.</summary>
    public DateTimeOffset? Until { get; set; }
}

internal sealed class CareRelationConfiguration : IEntityTypeConfiguration<CareRelation>
{
    public void Configure(EntityTypeBuilder<CareRelation> builder)
    {
        builder.ToTable("care");
        builder.HasKey(care => new { care.DoctorId, care.PatientId });
    }
}
