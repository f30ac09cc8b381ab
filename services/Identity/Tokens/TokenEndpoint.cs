using System.Security.Claims;
using Csss.Identity.Clients;
using Csss.Identity.Connect;
using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Csss.Identity.Tokens;

/// <summary>
/// <c>POST /connect/token</c>: client credentials here, codes in <see cref="CodeExchange"/>. OpenIddict has checked the client, its secret and the scopes it asked for before
/// this runs, and answers what it refuses itself (RFC 6749, 5.2). A client that asks for no scope gets all of its own.
/// </summary>
internal static class TokenEndpoint
{
    public static void MapTokens(this IEndpointRouteBuilder app) =>
        app.MapPost("/connect/token", ExchangeAsync).AllowAnonymous().WithTags("OpenID Connect")
            .WithSummary("Client credentials (grant_type, client_id, client_secret, scope) or an authorization code (code, redirect_uri, code_verifier), as a form; errors as in RFC 6749.");

    private static async Task<IResult> ExchangeAsync(HttpContext context, IOpenIddictApplicationManager clients, CodeExchange codes, CancellationToken cancellationToken)
    {
        var request = context.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("OpenIddict did not see this request.");
        if (request.IsAuthorizationCodeGrantType()) return await codes.ExchangeAsync(context, cancellationToken);

        var client = await clients.FindByClientIdAsync(request.ClientId!, cancellationToken) ?? throw new InvalidOperationException("The client is gone.");
        if (request.GetScopes().Any(scope => !IsASystems(scope))) return ConnectAnswers.Refuse(Errors.InvalidScope, "That scope is about a person: sign in with a code.");

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
            .Select(permission => permission[Permissions.Prefixes.Scope.Length..]).Where(IsASystems)];

    private static bool IsASystems(string scope) => ServiceClients.AllScopes.Contains(scope) || ClientRequest.SystemScopes.Contains(scope);
}
