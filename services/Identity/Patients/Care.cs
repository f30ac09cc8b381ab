using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Identity.Patients;

/// <summary>A doctor who uploaded a scan for a patient is in care of them.</summary>
internal sealed class Care
{
    public required Guid DoctorId { get; init; }

    public required Guid PatientId { get; init; }

    public required DateTimeOffset LastScanAt { get; set; }
}

internal sealed class CareConfiguration : IEntityTypeConfiguration<Care>
{
    public void Configure(EntityTypeBuilder<Care> care)
    {
        care.ToTable("care");
        care.HasKey(row => new { row.DoctorId, row.PatientId });
        care.HasIndex(row => new { row.PatientId, row.LastScanAt });

        // Two scans consumed at once: the later one must win whichever is saved last.
        care.Property(row => row.LastScanAt).IsConcurrencyToken();
    }
}
