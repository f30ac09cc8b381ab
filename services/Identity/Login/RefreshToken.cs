using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Identity.Login;

/// <summary>
/// One refresh token, known by its hash alone. Used ones are kept as long as their session: that is how a stolen one is noticed.
/// </summary>
internal sealed class RefreshToken
{
    private const int Bytes = 32;

    /// <summary>SHA-256, base64url: 256 random bits need no slow hash.</summary>
    public required string Hash { get; init; }

    public required Guid SessionId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }

    public static string NewValue() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static string HashOf(string value) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}

internal sealed class RefreshTokenConfiguration : IEntityTypeConfiguration<RefreshToken>
{
    public void Configure(EntityTypeBuilder<RefreshToken> token)
    {
        token.ToTable("refresh_tokens");
        token.HasKey(row => row.Hash);
        token.Property(row => row.Hash).HasMaxLength(43);
        token.HasOne<Session>().WithMany().HasForeignKey(row => row.SessionId).HasPrincipalKey(session => session.Id).OnDelete(DeleteBehavior.Cascade);
    }
}
