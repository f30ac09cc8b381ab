using Csss.Identity.Login;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Identity.Passwords;

/// <summary>A mailed token that sets a new password; gone once it was used. An account has one at most.</summary>
internal sealed class PasswordReset
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public required Guid UserId { get; init; }

    /// <summary>As <see cref="OpaqueToken"/> hashes it.</summary>
    public required string TokenHash { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class PasswordResetConfiguration : IEntityTypeConfiguration<PasswordReset>
{
    public void Configure(EntityTypeBuilder<PasswordReset> reset)
    {
        reset.ToTable("password_resets");
        reset.HasKey(row => row.UserId);
        reset.HasIndex(row => row.TokenHash).IsUnique();
        reset.HasIndex(row => row.ExpiresAt);
        reset.Property(row => row.TokenHash).HasMaxLength(OpaqueToken.HashLength);
    }
}
