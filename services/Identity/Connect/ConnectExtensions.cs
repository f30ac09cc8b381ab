using Csss.Identity.Clients;
using Csss.Identity.External;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Csss.Identity.Connect;

internal static class ConnectExtensions
{
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Other systems' and applications' way in: client credentials, and sign-in with a code. Before AddTokens, which puts the issuer's address before the relative
    /// ones that are set here.
    /// </summary>
    public static WebApplicationBuilder AddConnect(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ClientRegistry>();
        builder.Services.AddScoped<ConnectLogin>();
        builder.Services.AddScoped<CodeExchange>();
        builder.Services.AddSingleton<ConnectTickets>();
        builder.Services.AddHostedService<TokenPruning>();
        builder.AddExternalLogin();
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetAuthorizationEndpointUris("connect/authorize").SetIntrospectionEndpointUris("connect/introspect").SetRevocationEndpointUris("connect/revoke");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.SetAuthorizationCodeLifetime(CodeLifetime);
            server.RegisterScopes([.. ClientRequest.SystemScopes, Scopes.OpenId, Scopes.Profile, Scopes.Email]);
            server.Configure(OnlyTheSafeWays);
            server.TakeOnlyOnesOwn();
            server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableErrorPassthrough();
        });
        return builder;
    }

    /// <summary>A challenge that is the verifier itself proves nothing, and a code in a fragment or a form is for flows that are not offered.</summary>
    private static void OnlyTheSafeWays(OpenIddictServerOptions options)
    {
        options.CodeChallengeMethods.Clear();
        options.CodeChallengeMethods.Add(CodeChallengeMethods.Sha256);
        options.ResponseModes.Clear();
        options.ResponseModes.Add(ResponseModes.Query);
    }
}
