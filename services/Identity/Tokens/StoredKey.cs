using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Identity.Tokens;

/// <summary>A key of this service. The bytes are sealed with the master key; the row alone opens nothing.</summary>
internal sealed class StoredKey
{
    /// <summary>For a signing key its RFC 7638 thumbprint, which is its <c>kid</c>.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="KeyPurpose"/>.</summary>
    public required string Purpose { get; init; }

    /// <summary>Empty once the key is destroyed.</summary>
    public required string Sealed { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>A signing key is published before it signs; null: it signs from the beginning.</summary>
    public DateTimeOffset? SignsFrom { get; init; }

    /// <summary>Set: no longer published, nothing signed with it is believed, and its bytes are gone.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    public DateTimeOffset Begin => SignsFrom ?? CreatedAt;

    /// <summary>The context it is sealed in.</summary>
    public static string ContextOf(string id) => $"keys/{id}";

    /// <summary>The row stays, to tell which key signed when.</summary>
    public void Destroy(DateTimeOffset now) => (Sealed, RetiredAt) = ("", now);
}

internal sealed class StoredKeyConfiguration : IEntityTypeConfiguration<StoredKey>
{
    public void Configure(EntityTypeBuilder<StoredKey> key)
    {
        key.ToTable("keys");
        key.Property(row => row.Id).HasMaxLength(64);
        key.Property(row => row.Purpose).HasMaxLength(32);
    }
}
