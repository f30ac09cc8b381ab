using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.Live;

internal static class LiveModel
{
    public static void AddLive(this ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ScanChange>(change =>
        {
            change.ToTable("scan_changes");
            change.HasKey(row => row.Sequence);
            change.Property(row => row.Sequence).ValueGeneratedNever();
            change.HasIndex(row => row.ScanId);
            change.HasIndex(row => row.At);
            change.Property(row => row.State).HasConversion<string>().HasMaxLength(16);
        });
        modelBuilder.Entity<ScanChangeCounter>(counter =>
        {
            counter.ToTable("scan_change_counter");
            counter.Property(row => row.Id).ValueGeneratedNever();
            counter.HasData(new ScanChangeCounter { Id = ScanChangeCounter.OnlyId });
        });
        modelBuilder.Entity<CareRelation>(care =>
        {
            care.ToTable("care");
            care.HasKey(row => new { row.DoctorId, row.PatientId });
            care.HasIndex(row => row.PatientId);
        });
    }
}
