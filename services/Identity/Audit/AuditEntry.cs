using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Identity.Audit;

/// <summary>One link of the chain. Nothing of it ever changes.</summary>
internal sealed class AuditEntry
{
    /// <summary>From 1, without gaps: its place in the chain.</summary>
    public required long Sequence { get; init; }

    /// <summary>The transport's message id.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>When it happened, by the clock of the service it happened in.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it entered the chain.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    public required Guid ActorId { get; init; }

    public required string Role { get; init; }

    public required string Action { get; init; }

    public required string Object { get; init; }

    public Guid? PatientId { get; init; }

    public required string Outcome { get; init; }

    public string? Reason { get; init; }

    public required string Source { get; init; }

    /// <summary><see cref="Hash"/> of the entry before; zeros for the first.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>SHA-256 over <see cref="PreviousHash"/> and all fields above, lower-case hex; see <see cref="AuditHash"/>.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>HMAC-SHA256 over <see cref="Hash"/> with a key that the database alone does not give: nobody can chain anew what they changed.</summary>
    public string Seal { get; private set; } = "";

    public AuditEntry Sealed(byte[] key)
    {
        Hash = AuditHash.Of(PreviousHash, AuditColumns.Of(this));
        Seal = AuditHash.Seal(key, Hash);
        return this;
    }
}

/// <summary>Ids are text and times are numbers on every database, so that the bytes in the columns are those that were hashed.</summary>
internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public const string Table = "audit_trail";

    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable(Table);
        entry.HasKey(row => row.Sequence);
        entry.Property(row => row.Sequence).ValueGeneratedNever();
        foreach (var id in new[] { nameof(AuditEntry.MessageId), nameof(AuditEntry.ActorId), nameof(AuditEntry.PatientId) })
            entry.Property(id).HasConversion<string>().HasMaxLength(36);
        entry.Property(row => row.At).HasConversion(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
        entry.Property(row => row.RecordedAt).HasConversion(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

        // Lists are newest first by At, whatever they are filtered by.
        entry.HasIndex(row => new { row.At, row.Sequence });
        entry.HasIndex(row => new { row.ActorId, row.At, row.Sequence });
        entry.HasIndex(row => new { row.PatientId, row.At, row.Sequence });
        entry.HasIndex(row => new { row.Action, row.At, row.Sequence });
        entry.HasIndex(row => new { row.Object, row.At, row.Sequence });
    }
}
