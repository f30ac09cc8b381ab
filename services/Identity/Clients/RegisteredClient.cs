using Csss.Storage.Paging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Identity.Clients;

/// <summary>A system or application that an administrator let in. Its secret's hash and what the protocol needs are OpenIddict's row of the same client id.</summary>
internal sealed class RegisteredClient : ISequenced
{
    public long Sequence { get; init; }

    public required string ClientId { get; init; }

    public required string Name { get; init; }

    public required string[] Scopes { get; init; }

    public required string[] RedirectUris { get; init; }

    public required Guid CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class RegisteredClientConfiguration : IEntityTypeConfiguration<RegisteredClient>
{
    public void Configure(EntityTypeBuilder<RegisteredClient> client)
    {
        client.ToTable("clients");
        client.HasKey(row => row.Sequence);
        client.HasIndex(row => row.ClientId).IsUnique();
        client.Property(row => row.ClientId).HasMaxLength(64);
        client.Property(row => row.Name).HasMaxLength(ClientRequest.LongestName);
    }
}
