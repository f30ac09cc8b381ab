using Csss.ServiceDefaults.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace Csss.Identity.Tokens;

/// <summary>Gives OpenIddict the stored keys and the issuer, when the first request needs them: the database is ready by then. And again when they have changed.</summary>
internal sealed class OpenIddictKeys(KeyRing ring, IOptions<TokenOptions> token) : IConfigureOptions<OpenIddictServerOptions>, IOptionsChangeTokenSource<OpenIddictServerOptions>
{
    string IOptionsChangeTokenSource<OpenIddictServerOptions>.Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => ring.Changes();

    public void Configure(OpenIddictServerOptions options)
    {
        options.Issuer = new Uri(token.Value.Issuer);
        // The first is what discovery names: never an address that a caller's Host header says. Services come by the second, relative one.
        options.TokenEndpointUris.Insert(0, new Uri(options.Issuer, "connect/token"));
        options.JsonWebKeySetEndpointUris.Insert(0, new Uri(options.Issuer, ".well-known/jwks"));
        options.AuthorizationEndpointUris.Insert(0, new Uri(options.Issuer, "connect/authorize"));
        options.IntrospectionEndpointUris.Insert(0, new Uri(options.Issuer, "connect/introspect"));
        options.RevocationEndpointUris.Insert(0, new Uri(options.Issuer, "connect/revoke"));
        foreach (var key in ring.SigningKeys) options.SigningCredentials.Add(new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256));
        options.EncryptionCredentials.Add(new EncryptingCredentials(
            ring.Encryption, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
    }
}
