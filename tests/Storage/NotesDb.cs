using Csss.Storage.Databases;
using Csss.Storage.Paging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Csss.Storage.Tests;

/// <summary>A row as a service has them.</summary>
public sealed class Note : ISequenced
{
    public long Sequence { get; init; }

    public required Guid Id { get; init; }

    public required string Owner { get; init; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? Ended { get; init; }
}

public class NotesDb(DbContextOptions<NotesDb> options) : CsssDbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Note>(note =>
    {
        note.ToTable("notes").HasKey(row => row.Sequence);
        note.HasIndex(row => row.Id).IsUnique();
        note.HasIndex(row => new { row.Owner, row.Sequence });
    });

    /// <summary>There is no snapshot of the model beside the migration below.</summary>
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
}

public sealed class NotesPostgresDb(DbContextOptions<NotesDb> options) : NotesDb(options);

[DbContext(typeof(NotesDb))]
[Migration("20260101000000_Initial")]
public sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "notes",
            table => new
            {
                Sequence = table.Column<long>().Annotation("Sqlite:Autoincrement", true),
                Id = table.Column<Guid>("TEXT"),
                Owner = table.Column<string>("TEXT"),
                At = table.Column<long>("INTEGER"),
                Ended = table.Column<long>("INTEGER", nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_notes", row => row.Sequence));
        migrationBuilder.CreateIndex("IX_notes_Id", "notes", "Id", unique: true);
        migrationBuilder.CreateIndex("IX_notes_Owner_Sequence", "notes", ["Owner", "Sequence"]);
    }
}

[DbContext(typeof(NotesPostgresDb))]
[Migration("20260101000000_Initial")]
public sealed class InitialOnPostgres : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "notes",
            table => new
            {
                Sequence = table.Column<long>().Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                Id = table.Column<Guid>("uuid"),
                Owner = table.Column<string>("text", collation: "C"),
                At = table.Column<long>("bigint"),
                Ended = table.Column<long>("bigint", nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_notes", row => row.Sequence));
        migrationBuilder.CreateIndex("IX_notes_Id", "notes", "Id", unique: true);
        migrationBuilder.CreateIndex("IX_notes_Owner_Sequence", "notes", ["Owner", "Sequence"]);
    }
}
