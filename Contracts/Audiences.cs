namespace Csss.Contracts;

/// <summary>Token audiences. A user's token never carries the internal one.</summary>
public static class Audiences
{
    /// <summary>Users and outside systems, through the gateway.</summary>
    public const string Api = "csss-api";

    /// <summary>Service to service, never routed by the gateway.</summary>
    public const string Internal = "csss-internal";
}
