using Csss.Storage.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Csss.Messaging.Tests;

/// <summary>What a consumer of the tests keeps: a row for each message it handled.</summary>
public sealed class Handled
{
    public long Sequence { get; init; }

    public required string By { get; init; }

    public required Guid Subject { get; init; }
}

public sealed class TestDb(DbContextOptions<TestDb> options) : CsssDbContext(options)
{
    public DbSet<Handled> Handled => Set<Handled>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Handled>().HasKey(row => row.Sequence);
        modelBuilder.AddMessaging();
    }

    /// <summary>The tests make the tables without migrations.</summary>
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning, RelationalEventId.MigrationsNotFound));
}
