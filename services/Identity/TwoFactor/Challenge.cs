using Csss.Identity.Login;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Identity.TwoFactor;

/// <summary>
/// A login whose password was right and whose second factor is awaited. Its token is for <c>/otp/send</c> and <c>/otp/verify</c> alone
/// and is no access token; a code mailed for one challenge answers no other.
/// </summary>
internal sealed class Challenge
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    public const int MaxTries = 5;

    /// <summary>As <see cref="OpaqueToken"/> hashes it.</summary>
    public required string TokenHash { get; init; }

    public required Guid UserId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Wrong ones of every kind together.</summary>
    public int Tries { get; init; }

    /// <summary>Keyed hash of the code that was mailed last; null when none was. It dies with the challenge.</summary>
    public byte[]? MailedCode { get; set; }
}

internal sealed class ChallengeConfiguration : IEntityTypeConfiguration<Challenge>
{
    public void Configure(EntityTypeBuilder<Challenge> challenge)
    {
        challenge.ToTable("challenges");
        challenge.HasKey(row => row.TokenHash);
        challenge.HasIndex(row => row.UserId);
        challenge.HasIndex(row => row.ExpiresAt);
        challenge.Property(row => row.TokenHash).HasMaxLength(OpaqueToken.HashLength);
    }
}
