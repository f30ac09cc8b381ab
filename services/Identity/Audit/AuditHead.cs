using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Identity.Audit;

/// <summary>Where the chain ends: without it, entries cut off at the end would not be missed.</summary>
internal sealed class AuditHead
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>Of the last entry, which is also how many there are.</summary>
    public required long Sequence { get; set; }

    /// <summary>Of the last entry.</summary>
    public required string Hash { get; set; }

    /// <summary>HMAC-SHA256 over both: a head of one's own making does not pass.</summary>
    public string Seal { get; set; } = "";

    public bool IsGenuine(byte[]? key) => key is not null && Seal == AuditHash.SealHead(key, Sequence, Hash);

    public void Move(AuditEntry last, byte[] key) =>
        (Sequence, Hash, Seal) = (last.Sequence, last.Hash, AuditHash.SealHead(key, last.Sequence, last.Hash));
}

internal sealed class AuditHeadConfiguration : IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditHead> head)
    {
        head.ToTable("audit_head");
        head.Property(row => row.Id).ValueGeneratedNever();
    }
}
