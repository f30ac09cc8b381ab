using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Identity.TwoFactor;

/// <summary>A way in for who has lost the authenticator; gone once it was used.</summary>
internal sealed class RecoveryCode
{
    /// <summary>Keyed, with the account in it: the code of one account is nothing for another.</summary>
    public required byte[] Hash { get; init; }

    public required Guid UserId { get; init; }
}

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> code)
    {
        code.ToTable("recovery_codes");
        code.HasKey(row => row.Hash);
        code.HasIndex(row => row.UserId);
    }
}
