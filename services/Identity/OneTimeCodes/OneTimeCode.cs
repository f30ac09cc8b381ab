using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Identity.OneTimeCodes;

/// <summary>A mailed code that can still be used; gone once it was. An account has one for each purpose.</summary>
internal sealed class OneTimeCode
{
    public const int MaxTries = 5;

    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>One of <see cref="CodePurpose"/>.</summary>
    public required string Purpose { get; init; }

    /// <summary>Keyed, because a million codes are tried in no time.</summary>
    public required byte[] Hash { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public int Tries { get; init; }
}

internal sealed class OneTimeCodeConfiguration : IEntityTypeConfiguration<OneTimeCode>
{
    public void Configure(EntityTypeBuilder<OneTimeCode> code)
    {
        code.ToTable("one_time_codes");
        code.HasIndex(row => new { row.UserId, row.Purpose }).IsUnique();
        code.HasIndex(row => row.ExpiresAt);
        code.Property(row => row.Purpose).HasMaxLength(32);
    }
}
