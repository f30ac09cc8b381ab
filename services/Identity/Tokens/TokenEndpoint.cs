using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Csss.Identity.Tokens;

/// <summary>
/// <c>POST /connect/token</c>, client credentials. OpenIddict has checked the client, its secret and the scopes it asked for before
/// this runs, and answers what it refuses itself (RFC 6749, 5.2). A client that asks for no scope gets all of its own.
/// </summary>
internal static class TokenEndpoint
{
    public static void MapTokens(this IEndpointRouteBuilder app) =>
        app.MapPost("/connect/token", ExchangeAsync).AllowAnonymous().WithTags("OpenID Connect")
            .WithSummary("Client credentials: a form with grant_type, client_id, client_secret and scope; errors as in RFC 6749.");

    private static async Task<SignInHttpResult> ExchangeAsync(HttpContext context, IOpenIddictApplicationManager clients, CancellationToken cancellationToken)
    {
        var request = context.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("OpenIddict did not see this request.");
        var client = await clients.FindByClientIdAsync(request.ClientId!, cancellationToken) ?? throw new InvalidOperationException("The client is gone.");
        var scopes = request.GetScopes() is { Length: > 0 } asked ? asked : await OwnScopesAsync(clients, client, cancellationToken);

        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, request.ClientId);
        identity.SetScopes(scopes);
        identity.SetResources(scopes.Select(ServiceClients.AudienceOf).Distinct(StringComparer.Ordinal));
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        return TypedResults.SignIn(new ClaimsPrincipal(identity), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static async Task<System.Collections.Immutable.ImmutableArray<string>> OwnScopesAsync(
        IOpenIddictApplicationManager clients, object client, CancellationToken cancellationToken) =>
        [.. (await clients.GetPermissionsAsync(client, cancellationToken))
            .Where(permission => permission.StartsWith(Permissions.Prefixes.Scope, StringComparison.Ordinal))
            .Select(permission => permission[Permissions.Prefixes.Scope.Length..])];
}
