using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Csss.Identity.Tokens;

/// <summary>At each start the service clients are what code and configuration say: a secret that is gone closes its client.</summary>
internal sealed class ServiceClientRegistration(IServiceScopeFactory scopes, IOptions<ServiceClientSecrets> secrets) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var clients = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        foreach (var id in ServiceClients.Scopes.Keys)
        {
            if (await clients.FindByClientIdAsync(id, cancellationToken) is { } known) await clients.DeleteAsync(known, cancellationToken);
            if (secrets.Value.TryGetValue(id, out var client)) await clients.CreateAsync(Describe(id, client.Secret), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static OpenIddictApplicationDescriptor Describe(string id, string secret)
    {
        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = id,
            ClientSecret = secret,
            ClientType = ClientTypes.Confidential,
            DisplayName = id,
            Permissions = { Permissions.Endpoints.Token, Permissions.GrantTypes.ClientCredentials },
        };
        foreach (var scope in ServiceClients.Scopes[id]) descriptor.Permissions.Add(Permissions.Prefixes.Scope + scope);
        return descriptor;
    }
}
