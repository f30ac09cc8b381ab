using Csss.Contracts;

namespace Csss.Identity.Tokens;

/// <summary>Our own services as OAuth clients. What each may do stands here; only the secrets come from configuration.</summary>
internal static class ServiceClients
{
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Scopes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["csss-inference"] = [Contracts.Scopes.UsersRead, Contracts.Scopes.CareRead, Contracts.Scopes.RevocationsRead],
        ["csss-reports"] = [Contracts.Scopes.UsersRead, Contracts.Scopes.CareRead, Contracts.Scopes.RevocationsRead, Contracts.Scopes.ScansRead],
        ["csss-chatbot"] = [Contracts.Scopes.RevocationsRead],
        ["csss-notifications"] = [Contracts.Scopes.UsersRead, Contracts.Scopes.ClientsRead, Contracts.Scopes.RevocationsRead, Contracts.Scopes.ReportsRead, Contracts.Scopes.ScansRead],
    };

    /// <summary>Every scope a token can carry.</summary>
    public static IEnumerable<string> AllScopes => Scopes.Values.SelectMany(scopes => scopes).Distinct(StringComparer.Ordinal);

    public static string AudienceOf(string scope) => scope.StartsWith("internal:", StringComparison.Ordinal) ? Audiences.Internal : Audiences.Api;
}
