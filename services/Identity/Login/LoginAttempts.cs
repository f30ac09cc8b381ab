using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Identity.Login;

/// <summary>
/// Wrong tries at something that <see cref="LockOut"/> names. For an address with an account and one without: both leave the same
/// trace and take the same time.
/// </summary>
internal sealed class LoginAttempts
{
    /// <summary>Keyed hash of what was tried.</summary>
    public required string Key { get; init; }

    public int Failed { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    public required DateTimeOffset LastAt { get; set; }
}

internal sealed class LoginAttemptsConfiguration : IEntityTypeConfiguration<LoginAttempts>
{
    public void Configure(EntityTypeBuilder<LoginAttempts> attempts)
    {
        attempts.ToTable("login_attempts");
        attempts.HasKey(row => row.Key);
        attempts.HasIndex(row => row.LastAt);
        attempts.Property(row => row.Key).HasMaxLength(43);
    }
}
