using Csss.ServiceDefaults;
using Csss.ServiceDefaults.Operations;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Csss.Identity.Tokens;

internal static class TokensExtensions
{
    public static WebApplicationBuilder AddTokens(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddValidatedOptions<KeyOptions>("Keys");
        builder.Services.AddScoped<KeyStore>();
        builder.Services.AddScoped<IOperatorCommand, KeyCommand>();
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

                // Discovery names what there is: no client assertions.
                server.Configure(options => options.ClientAuthenticationMethods.Remove(ClientAuthenticationMethods.PrivateKeyJwt));

                // TLS ends at the gateway; services talk to this one directly.
                server.UseAspNetCore().EnableTokenEndpointPassthrough().DisableTransportSecurityRequirement();
            });
        builder.Services.AddSingleton<OpenIddictKeys>();
        builder.Services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(services => services.GetRequiredService<OpenIddictKeys>());
        builder.Services.AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>>(services => services.GetRequiredService<OpenIddictKeys>());
    }
}
