using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Identity.Login;

/// <summary>
/// One refresh token, known by its hash alone. Used ones are kept as long as their session: that is how a stolen one is noticed.
/// </summary>
internal sealed class RefreshToken
{
    /// <summary>As <see cref="OpaqueToken"/> hashes it.</summary>
    public required string Hash { get; init; }

    public required Guid SessionId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }
}

internal sealed class RefreshTokenConfiguration : IEntityTypeConfiguration<RefreshToken>
{
    public void Configure(EntityTypeBuilder<RefreshToken> token)
    {
        token.ToTable("refresh_tokens");
        token.HasKey(row => row.Hash);
        token.Property(row => row.Hash).HasMaxLength(OpaqueToken.HashLength);
        token.HasOne<Session>().WithMany().HasForeignKey(row => row.SessionId).HasPrincipalKey(session => session.Id).OnDelete(DeleteBehavior.Cascade);
    }
}
