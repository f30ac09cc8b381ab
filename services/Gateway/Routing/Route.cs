namespace Csss.Gateway.Routing;

/// <summary>One line of the route table.</summary>
/// <param name="Service">The owner, by its resource name.</param>
/// <param name="Path">ASP.NET Core route pattern; the more literal one wins.</param>
internal sealed record Route(string Service, string Path)
{
    /// <summary>A stricter rate limit, on top of the general one.</summary>
    public string? RateLimit { get; init; }

    /// <summary>Largest request body in bytes.</summary>
    public long MaxBodyBytes { get; init; } = Routes.SmallBody;

    /// <summary>Whether the service sees the Host the client asked for, because it puts its public address into its answers.</summary>
    public bool KeepsHost { get; init; }
}
