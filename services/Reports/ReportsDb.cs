using Csss.Messaging;
using Csss.Reports.Care;
using Csss.Reports.Drafts;
using Csss.Reports.History;
using Csss.Reports.Prescriptions;
using Csss.Reports.Reports;
using Csss.Storage.Databases;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports;

/// <summary>What Reports owns: reports, drafts and prescriptions; and what it follows: scans and who is in care of whom.</summary>
internal class ReportsDb(DbContextOptions<ReportsDb> options) : CsssDbContext(options)
{
    public DbSet<Report> Reports => Set<Report>();

    public DbSet<Draft> Drafts => Set<Draft>();

    public DbSet<HistoryScan> Scans => Set<HistoryScan>();

    public DbSet<Prescription> Prescriptions => Set<Prescription>();

    public DbSet<CareRelation> Care => Set<CareRelation>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddMessaging();
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ReportsDb).Assembly);
    }
}

internal sealed class ReportsDesignTimeFactory : DesignTimeFactory<ReportsDb>;

/// <summary>The migrations for PostgreSQL are its.</summary>
internal sealed class ReportsPostgresDb(DbContextOptions<ReportsDb> options) : ReportsDb(options);

internal sealed class ReportsPostgresDbFactory : DesignTimeFactory<ReportsDb, ReportsPostgresDb>;
