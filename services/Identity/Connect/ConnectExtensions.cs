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
            server.AddEventHandler<OpenIddictServerEvents.ValidateIntrospectionRequestContext>(handler => handler.UseInlineHandler(OnlyOnesOwn)
                .SetOrder(OpenIddictServerHandlers.Introspection.ValidateAuthorizedParty.Descriptor.Order + 500));
            server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableErrorPassthrough();
        });
        return builder;
    }

    /// <summary>Our users' own tokens are nobody's business: OpenIddict keeps no row of them, and would call one alive after its session has ended.</summary>
    private static ValueTask OnlyOnesOwn(OpenIddictServerEvents.ValidateIntrospectionRequestContext context)
    {
        if (context.GenericTokenPrincipal is { } token && !token.GetPresenters().Any()) context.Reject(Errors.InvalidToken, "That token was given to no client.");
        return ValueTask.CompletedTask;
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
