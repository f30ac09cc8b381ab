using System.Text;
using Csss.Contracts;
using Csss.Identity.Accounts;
using Csss.Identity.Tokens;
using Csss.ServiceDefaults.Problems;

namespace Csss.Identity.Clients;

/// <summary>What an administrator gives to let a system or application in.</summary>
internal sealed record ClientRequest(string? Name, IReadOnlyList<string?>? Scopes = null, IReadOnlyList<string?>? RedirectUris = null)
{
    public const int LongestName = 100, LongestUri = 2000, MostUris = 10;

    /// <summary>For systems, by client credentials.</summary>
    public static readonly IReadOnlyList<string> SystemScopes = [Contracts.Scopes.EventsRead, Contracts.Scopes.WebhooksManage, Contracts.Scopes.ResultsRead];

    public string[] GivenScopes => [.. (Scopes ?? []).Select(scope => scope ?? "").Distinct(StringComparer.Ordinal)];

    public string[] GivenUris => [.. (RedirectUris ?? []).Select(uri => uri ?? "").Distinct(StringComparer.Ordinal)];

    /// <param name="isDevelopment">Whether a redirect may go to this machine without TLS.</param>
    public ApiProblem? Problem(bool isDevelopment)
    {
        if (GivenScopes.Any(scope => ServiceClients.AudienceOf(scope) == Audiences.Internal))
            return ApiProblem.Refused("scope_not_grantable", "Internal scopes are our own services' alone.");

        return new FieldErrors()
            .Check(PersonName.TryTrim(Name, out var name) && name.Length <= LongestName, "name", $"A name of 1 to {LongestName} characters on one line is needed.")
            .Check(GivenScopes.All(SystemScopes.Contains), "scopes", $"Each one of: {string.Join(", ", SystemScopes)}.")
            .Check(GivenScopes.Length + GivenUris.Length > 0, "scopes", "A client needs a scope, or a redirect URI to sign people in.")
            .Check(GivenUris.Length <= MostUris, "redirect_uris", $"At most {MostUris}.")
            .Check(GivenUris.All(uri => IsRedirect(uri, isDevelopment)), "redirect_uris", "Each an https address of at most 2000 characters, without a fragment or a user.")
            .ToProblem();
    }

    /// <summary>In ASCII (another host in punycode): it also stands in headers.</summary>
    private static bool IsRedirect(string text, bool isDevelopment) =>
        text.Length <= LongestUri && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.IsWellFormedOriginalString()
        && Ascii.IsValid(text) && uri is { Fragment.Length: 0, UserInfo.Length: 0, Host.Length: > 0 }
        && (uri.Scheme == Uri.UriSchemeHttps || (isDevelopment && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}

/// <param name="ClientSecret">Shown this once; only its hash is kept.</param>
internal sealed record ClientCreated(string ClientId, string ClientSecret, string Name, IReadOnlyList<string> Scopes, IReadOnlyList<string> RedirectUris, DateTimeOffset CreatedAt);

internal sealed record ClientAnswer(string ClientId, string Name, IReadOnlyList<string> Scopes, IReadOnlyList<string> RedirectUris, Guid CreatedBy, DateTimeOffset CreatedAt);
