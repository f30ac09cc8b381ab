using Csss.Identity.Limits;
using Csss.Storage.Paging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Identity.Login;

/// <summary>A login and the family of refresh tokens that grew from it.</summary>
internal sealed class Session : ISequenced
{
    public long Sequence { get; init; }

    /// <summary>The <c>sid</c> of its access tokens.</summary>
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>The role it was opened with: a user whose role changed logs in again.</summary>
    public required string Role { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastUsedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The client address it was last used from; for its owner's eyes.</summary>
    public string Source { get; init; } = "";
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("sessions");
        session.HasKey(row => row.Sequence);
        session.HasIndex(row => row.Id).IsUnique();
        session.HasIndex(row => new { row.UserId, row.Sequence });
        session.HasIndex(row => row.RevokedAt);
        session.HasIndex(row => row.ExpiresAt);
        session.Property(row => row.Role).HasMaxLength(16);
        session.Property(row => row.Source).HasMaxLength(ClientAddress.MaxLength);
    }
}
