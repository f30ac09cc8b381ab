namespace Csss.ServiceDefaults.Authentication;

/// <summary>The two kinds of token a service accepts; a route takes exactly one of them.</summary>
public static class Schemes
{
    /// <summary>Users and outside systems: audience <c>csss-api</c>.</summary>
    public const string Api = "Bearer";

    /// <summary>Service to service: audience <c>csss-internal</c>.</summary>
    public const string Internal = "Internal";
}
