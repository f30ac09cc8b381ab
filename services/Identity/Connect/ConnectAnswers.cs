using System.Globalization;
using System.Security.Claims;
using Csss.Identity.Accounts;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Csss.Identity.Connect;

/// <summary>What OpenIddict turns into a code, tokens or an error.</summary>
internal static class ConnectAnswers
{
    public const string SessionClaim = "sid";
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static IResult Refuse(string error, string description) => TypedResults.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }), [Scheme]);

    /// <summary>A code, which travels in an address: it holds ids, no name.</summary>
    public static IResult Grant(Guid userId, Guid sessionId, DateTimeOffset signedInAt, IEnumerable<string> scopes)
    {
        var identity = New(userId, sessionId, scopes);
        identity.SetClaim(Claims.AuthenticationTime, signedInAt.ToUnixTimeSeconds());
        return TypedResults.SignIn(new ClaimsPrincipal(identity), authenticationScheme: Scheme);
    }

    /// <summary>
    /// The tokens for a code: an ID token that tells what was consented to, and an access token without an audience and a role, which opens no route of ours.
    /// </summary>
    public static IResult Tokens(User user, Guid sessionId, ClaimsPrincipal code)
    {
        var identity = New(user.Id, sessionId, code.GetScopes());
        identity.SetClaim(Claims.AuthenticationTime, long.Parse(code.GetClaim(Claims.AuthenticationTime)!, CultureInfo.InvariantCulture));
        if (code.HasScope(Scopes.Profile)) identity.SetClaim(Claims.Name, user.Name).SetClaim(Claims.Role, user.Role);
        if (code.HasScope(Scopes.Email)) identity.SetClaim(Claims.Email, user.Email).SetClaim(Claims.EmailVerified, value: true);
        identity.SetDestinations(claim => claim.Type == Claims.Subject ? [Destinations.AccessToken, Destinations.IdentityToken] : [Destinations.IdentityToken]);
        return TypedResults.SignIn(new ClaimsPrincipal(identity), authenticationScheme: Scheme);
    }

    private static ClaimsIdentity New(Guid userId, Guid sessionId, IEnumerable<string> scopes)
    {
        var identity = new ClaimsIdentity(Scheme, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, userId.ToString());
        identity.SetClaim(SessionClaim, sessionId.ToString());
        identity.SetScopes(scopes);
        return identity;
    }
}
