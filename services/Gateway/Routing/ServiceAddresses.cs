namespace Csss.Gateway.Routing;

/// <summary>
/// The replicas of a service, as service discovery's configuration names them: <c>services:{name}:http:{n}</c> (see
/// docs/adr/0010: the package that lets YARP ask service discovery cannot be had).
/// </summary>
internal static class ServiceAddresses
{
    public static IReadOnlyList<Uri> Of(IConfiguration configuration, string service) =>
        [.. configuration.GetSection($"services:{service}:http").GetChildren().Select(child => Parse(service, child.Value))];

    private static Uri Parse(string service, string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")
            ? uri
            : throw new InvalidOperationException($"services:{service}:http holds an address that is not one: give http://host:port.");
}
