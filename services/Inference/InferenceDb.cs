using Csss.Inference.Care;
using Csss.Inference.Predictions;
using Csss.Inference.Readings;
using Csss.Inference.Scans;
using Csss.Inference.Shadow;
using Csss.Messaging;
using Csss.Storage.Databases;
using Microsoft.EntityFrameworkCore;

namespace Csss.Inference;

internal class InferenceDb(DbContextOptions<InferenceDb> options) : CsssDbContext(options)
{
    public DbSet<Scan> Scans => Set<Scan>();

    public DbSet<CareRelation> Care => Set<CareRelation>();

    public DbSet<ShadowRequest> ShadowRequests => Set<ShadowRequest>();

    public DbSet<ShadowPrediction> ShadowPredictions => Set<ShadowPrediction>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddMessaging();
        modelBuilder.Entity<Scan>(scan =>
        {
            scan.ToTable("scans");
            scan.HasKey(row => row.Sequence);
            scan.HasIndex(row => row.Id).IsUnique();
            scan.HasIndex(row => new { row.PatientId, row.Sequence });
            scan.HasIndex(row => new { row.Status, row.Sequence });
            scan.HasIndex(row => new { row.Modality, row.Sequence });
            scan.HasIndex(row => new { row.Label, row.Sequence });
            scan.Property(row => row.Status).HasMaxLength(16).IsConcurrencyToken();
            scan.Property(row => row.Modality).HasMaxLength(32);
            scan.Property(row => row.Label).HasMaxLength(64);
            scan.Property(row => row.FailureCode).HasMaxLength(64);
            scan.Property(row => row.FailureDetail).HasMaxLength(512);
            scan.Property(row => row.Notes).HasMaxLength(4000);
            scan.Property(row => row.Sha256).HasMaxLength(64);
            scan.Property(row => row.TraceParent).HasMaxLength(64);
            scan.HasMany(row => row.Files).WithOne().HasForeignKey("ScanSequence").IsRequired();
            scan.HasMany(row => row.Readings).WithOne().HasForeignKey("ScanSequence").IsRequired();
            scan.HasOne(row => row.Prediction).WithOne().HasForeignKey<Prediction>("ScanSequence").IsRequired();
            scan.Navigation(row => row.Files).AutoInclude();
            scan.Navigation(row => row.Prediction).AutoInclude();
        });
        modelBuilder.Entity<ScanFile>(file =>
        {
            file.ToTable("scan_files");
            file.HasIndex(row => row.BlobId).IsUnique();
            file.Property(row => row.Name).HasMaxLength(255);
            file.Property(row => row.Sha256).HasMaxLength(64);
        });
        modelBuilder.Entity<Prediction>(prediction =>
        {
            prediction.ToTable("predictions");
            prediction.Property(row => row.Probabilities).HasJsonConversion();
        });
        modelBuilder.Entity<Reading>(reading =>
        {
            reading.ToTable("readings");
            reading.HasIndex("ScanSequence", nameof(Reading.DoctorId), nameof(Reading.BeforeAi)).IsUnique();
        });
        modelBuilder.Entity<CareRelation>(care =>
        {
            care.ToTable("care");
            care.HasKey(row => new { row.DoctorId, row.PatientId });
        });
        modelBuilder.AddShadow();
    }
}

internal sealed class InferenceDesignTimeFactory : DesignTimeFactory<InferenceDb>;

/// <summary>The migrations for PostgreSQL are its.</summary>
internal sealed class InferencePostgresDb(DbContextOptions<InferenceDb> options) : InferenceDb(options);

internal sealed class InferencePostgresDbFactory : DesignTimeFactory<InferenceDb, InferencePostgresDb>;
