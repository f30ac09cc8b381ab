using System.Buffers.Text;
using System.Security.Cryptography;
using Csss.Contracts;
using Csss.Messaging.Auditing;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Csss.Identity.Clients;

/// <summary>Lets systems and applications in, and out again with all that was given to them.</summary>
internal sealed class ClientRegistry(IdentityDb database, IOpenIddictApplicationManager protocol, AccessAudit audit, TimeProvider time)
{
    private const string Prefix = "ext-";
    private const int SecretBytes = 32;

    public async Task<(RegisteredClient Client, string Secret)> AddAsync(ClientRequest request, Guid administrator, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = Ids.New(now);
        var client = new RegisteredClient
        {
            ClientId = Prefix + id.ToString("N"),
            Name = request.Name!.Trim(),
            Scopes = request.GivenScopes,
            RedirectUris = request.GivenUris,
            CreatedBy = administrator,
            CreatedAt = now,
        };
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await protocol.CreateAsync(Describe(client, secret), cancellationToken);
        database.Add(client);
        audit.Record(database, objectId: id);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (client, secret);
    }

    /// <summary>False when there is none. Access tokens already given out live their few minutes on.</summary>
    public async Task<bool> RemoveAsync(string clientId, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await database.Clients.Where(row => row.ClientId == clientId).ExecuteDeleteAsync(cancellationToken) == 0) return false;

        if (await protocol.FindByClientIdAsync(clientId, cancellationToken) is { } known) await protocol.DeleteAsync(known, cancellationToken);
        audit.Record(database, objectId: Guid.Parse(clientId[Prefix.Length..]));
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static OpenIddictApplicationDescriptor Describe(RegisteredClient client, string secret)
    {
        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = client.ClientId,
            ClientSecret = secret,
            ClientType = ClientTypes.Confidential,
            ConsentType = ConsentTypes.Explicit,
            DisplayName = client.Name,
            Permissions = { Permissions.Endpoints.Token, Permissions.Endpoints.Introspection, Permissions.Endpoints.Revocation },
        };
        if (client.Scopes.Length > 0) descriptor.Permissions.Add(Permissions.GrantTypes.ClientCredentials);
        foreach (var scope in client.Scopes) descriptor.Permissions.Add(Permissions.Prefixes.Scope + scope);
        if (client.RedirectUris.Length == 0) return descriptor;

        descriptor.Permissions.UnionWith([
            Permissions.Endpoints.Authorization, Permissions.GrantTypes.AuthorizationCode, Permissions.ResponseTypes.Code, Permissions.Scopes.Profile, Permissions.Scopes.Email]);
        descriptor.Requirements.Add(Requirements.Features.ProofKeyForCodeExchange);
        foreach (var uri in client.RedirectUris) descriptor.RedirectUris.Add(new Uri(uri));
        return descriptor;
    }
}
