using Csss.ServiceDefaults.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Csss.Identity.Tokens;

/// <summary>Identity validates tokens with its own keys instead of asking itself over HTTP.</summary>
internal sealed class OwnSigningKeys(KeyRing ring, IOptions<TokenOptions> options) : IConfigurationManager<OpenIdConnectConfiguration>
{
    public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var configuration = new OpenIdConnectConfiguration { Issuer = options.Value.Issuer };
        foreach (var key in ring.SigningKeys) configuration.SigningKeys.Add(key);
        return Task.FromResult(configuration);
    }

    public void RequestRefresh()
    {
        // The ring is always current.
    }
}
