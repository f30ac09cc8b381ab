using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Csss.ServiceDefaults.Authentication;

/// <summary>
/// Reads Identity's keys through service discovery, not through the issuer's public address: the gateway may not be up,
/// and the public name may not resolve inside. Unknown key ids trigger a refresh, so that keys can rotate.
/// </summary>
internal static class SigningKeys
{
    public const string HttpClientName = "signing-keys";

    public static IConfigurationManager<OpenIdConnectConfiguration> CreateManager(IServiceProvider services)
    {
        var authority = services.GetRequiredService<IOptions<TokenOptions>>().Value.Authority;
        return new ConfigurationManager<OpenIdConnectConfiguration>(
            new Uri(authority, "/.well-known/jwks").ToString(), new KeySetRetriever(),
            new Retriever(services.GetRequiredService<IHttpClientFactory>()))
        {
            RefreshInterval = TimeSpan.FromSeconds(5),

            // A new key is known before it signs, and one that was withdrawn is not believed for longer than this.
            AutomaticRefreshInterval = TimeSpan.FromMinutes(5),
            UseLastKnownGoodConfiguration = false,
        };
    }

    private sealed class Retriever(IHttpClientFactory clients) : IDocumentRetriever
    {
        public Task<string> GetDocumentAsync(string address, CancellationToken cancel) =>
            clients.CreateClient(HttpClientName).GetStringAsync(new Uri(address), cancel);
    }

    private sealed class KeySetRetriever : IConfigurationRetriever<OpenIdConnectConfiguration>
    {
        public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(string address, IDocumentRetriever retriever, CancellationToken cancel)
        {
            var keys = new Microsoft.IdentityModel.Tokens.JsonWebKeySet(await retriever.GetDocumentAsync(address, cancel));
            var configuration = new OpenIdConnectConfiguration { JsonWebKeySet = keys };
            foreach (var key in keys.GetSigningKeys()) configuration.SigningKeys.Add(key);
            return configuration;
        }
    }
}
