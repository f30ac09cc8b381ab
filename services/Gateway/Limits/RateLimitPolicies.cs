namespace Csss.Gateway.Limits;

/// <summary>The limits that a route can have on top of the general one.</summary>
internal static class RateLimitPolicies
{
    /// <summary>Routes that take a password, a code or a client secret.</summary>
    public const string Credentials = "credentials";

    /// <summary>Scans.</summary>
    public const string Upload = "upload";
}
