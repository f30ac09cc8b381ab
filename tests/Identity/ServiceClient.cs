using System.Net;
using Csss.Testing;

namespace Csss.Identity.Tests;

/// <summary>Reports, asking for its own token.</summary>
internal sealed class ServiceClient(IdentityFactory factory, string secret = IdentityFactory.ReportsSecret)
{
    public async Task<HttpResponseMessage> TryGetTokenAsync(string? scope = null, string id = "csss-reports")
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret };
        if (scope is not null) form["scope"] = scope;
        using var client = factory.ClientWith(token: null);
        return await client.PostAsync("/connect/token", new FormUrlEncodedContent(form));
    }

    public async Task<TokenAnswer> GetTokenAsync(string? scope = null) => await Visitor.ReadAsync<TokenAnswer>(await TryGetTokenAsync(scope), HttpStatusCode.OK);
}

internal sealed record TokenAnswer(string AccessToken, string TokenType, int ExpiresIn);

internal sealed record TokenError(string Error);
