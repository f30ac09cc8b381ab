using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Identity.TwoFactor;

/// <summary>An account's authenticator app (RFC 6238): asked for once it is confirmed.</summary>
internal sealed class Authenticator
{
    public required Guid UserId { get; init; }

    /// <summary>The shared secret in base32, sealed for this account: an admin or a copy of the database reads nothing.</summary>
    public required string SealedSecret { get; init; }

    public required DateTimeOffset EnrolledAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The time step of the last code that was accepted: it and all before it are refused (RFC 6238, 5.2).</summary>
    public long LastStep { get; init; }

    /// <summary>The context the secret is sealed in.</summary>
    public static string ContextOf(Guid userId) => $"authenticators/{userId:D}";
}

internal sealed class AuthenticatorConfiguration : IEntityTypeConfiguration<Authenticator>
{
    public void Configure(EntityTypeBuilder<Authenticator> app)
    {
        app.ToTable("authenticators");
        app.HasKey(row => row.UserId);
    }
}
