using Csss.ServiceDefaults;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Csss.Identity.Tokens;

internal static class TokensExtensions
{
    public static WebApplicationBuilder AddTokens(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddHostedService<KeyLoading>();
        builder.Services.AddSingleton<UserTokens>();
        builder.Services.AddSingleton<IConfigurationManager<OpenIdConnectConfiguration>, OwnSigningKeys>();
        builder.AddOpenIdConnect();
        builder.Services.AddValidatedOptions<ServiceClientSecrets>("ServiceClients");
        builder.Services.AddHostedService<ServiceClientRegistration>();
        return builder;
    }

    private static void AddOpenIdConnect(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<IdentityDb>())
            .AddServer(server =>
            {
                server.SetTokenEndpointUris("connect/token").SetJsonWebKeySetEndpointUris(".well-known/jwks");
                server.AllowClientCredentialsFlow();
                server.RegisterScopes([.. ServiceClients.AllScopes]);
                server.SetAccessTokenLifetime(UserTokens.Lifetime);
                server.DisableAccessTokenEncryption();

                // A client's token lives for minutes and nobody revokes it: no row for each.
                server.DisableTokenStorage();

                // Discovery names what there is: no ID tokens, no client assertions.
                server.Configure(options =>
                {
                    options.Scopes.Remove(Scopes.OpenId);
                    options.ClientAuthenticationMethods.Remove(ClientAuthenticationMethods.PrivateKeyJwt);
                });

                // TLS ends at the gateway; services talk to this one directly.
                server.UseAspNetCore().EnableTokenEndpointPassthrough().DisableTransportSecurityRequirement();
            });
        builder.Services.ConfigureOptions<OpenIddictKeys>();
    }
}
