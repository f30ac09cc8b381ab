using Csss.ServiceDefaults.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace Csss.Identity.Tokens;

/// <summary>Gives OpenIddict the stored keys and the issuer, when the first request needs them: the database is ready by then.</summary>
internal sealed class OpenIddictKeys(KeyRing ring, IOptions<TokenOptions> token) : IConfigureOptions<OpenIddictServerOptions>
{
    public void Configure(OpenIddictServerOptions options)
    {
        options.Issuer = new Uri(token.Value.Issuer);
        foreach (var key in ring.SigningKeys) options.SigningCredentials.Add(new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256));
        options.EncryptionCredentials.Add(new EncryptingCredentials(
            ring.Encryption, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
    }
}
