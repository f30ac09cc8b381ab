using System.Security.Claims;

namespace Csss.ServiceDefaults.Authentication;

/// <summary>What a validated token says.</summary>
public static class ClaimsPrincipalExtensions
{
    /// <summary>The user's id (<c>sub</c>).</summary>
    /// <exception cref="InvalidOperationException">The token is not a user's.</exception>
    public static Guid UserId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue("sub"), out var id) ? id : throw new InvalidOperationException("The token's subject is not a user.");

    /// <summary>The user's role (<c>role</c>).</summary>
    public static string Role(this ClaimsPrincipal user) => user.FindFirstValue("role") ?? "";

    /// <summary>The session the token belongs to (<c>sid</c>); null for a client's token.</summary>
    public static Guid? SessionId(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue("sid"), out var id) ? id : null;

    /// <summary>Whether <c>scope</c> (space-separated or repeated, RFC 9068) holds this one.</summary>
    public static bool HasScope(this ClaimsPrincipal user, string scope) =>
        user.FindAll("scope").SelectMany(claim => claim.Value.Split(' ')).Contains(scope, StringComparer.Ordinal);
}
