using System.Collections.Immutable;

namespace Csss.LocalHosting.Environment;

/// <param name="ConnectionString">As .NET clients want it.</param>
/// <param name="Parts"><c>HOST</c>, <c>PORT</c>, <c>USERNAME</c>, <c>PASSWORD</c>, <c>URI</c> …, for everything else.</param>
internal sealed record ConnectionDetails(string ConnectionString, ImmutableDictionary<string, string> Parts)
{
    /// <summary>The details of a server that is reached by URI, from that URI.</summary>
    public static ConnectionDetails OfUri(string uri)
    {
        var parts = ImmutableDictionary<string, string>.Empty.Add("URI", uri);
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed))
            return new(uri, parts);

        var user = parsed.UserInfo.Split(':', 2);
        parts = parts.Add("HOST", parsed.Host).Add("PORT", $"{parsed.Port}").Add("USERNAME", Uri.UnescapeDataString(user[0]));
        return new(uri, user.Length == 2 ? parts.Add("PASSWORD", Uri.UnescapeDataString(user[1])) : parts);
    }
}
