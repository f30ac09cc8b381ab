using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;

namespace Csss.Gateway.Routing;

/// <summary>The route table and the configured addresses in YARP's terms. Read once: an address that changes wants a restart.</summary>
internal sealed class ProxyConfiguration : IProxyConfigProvider, IProxyConfig
{
    /// <summary>Longest silence in either direction. The longest that a service holds a request on purpose is 30 s (<c>Prefer: wait</c>).</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    public ProxyConfiguration(IConfiguration configuration)
    {
        Clusters = [.. Routing.Routes.Services.Select(service => Cluster(service, ServiceAddresses.Of(configuration, service)))
            .Where(cluster => cluster.Destinations!.Count > 0)];
        var reachable = Clusters.Select(cluster => cluster.ClusterId).ToHashSet(StringComparer.Ordinal);
        Routes = [.. Routing.Routes.All.Concat(Routing.Routes.Services.Select(Document)).Where(route => reachable.Contains(route.Service)).Select(Configure)];
    }

    public IReadOnlyList<RouteConfig> Routes { get; }

    public IReadOnlyList<ClusterConfig> Clusters { get; }

    public IChangeToken ChangeToken { get; } = new CancellationChangeToken(CancellationToken.None);

    public IProxyConfig GetConfig() => this;

    /// <summary>Each service's own OpenAPI document, under the one name it has everywhere.</summary>
    private static Route Document(string service) => new(service, $"/openapi/{service}.json");

    private static RouteConfig Configure(Route route) => new()
    {
        RouteId = route.Path,
        ClusterId = route.Service,
        Match = new RouteMatch { Path = route.Path },
        // By declaration, not by omission: each service validates the token itself, so that nothing rests on who came through which door.
        AuthorizationPolicy = "Anonymous",
        RateLimiterPolicy = route.RateLimit,
        MaxRequestBodySize = route.MaxBodyBytes,
        Transforms = [new Dictionary<string, string>(StringComparer.Ordinal) { ["RequestHeaderOriginalHost"] = route.KeepsHost ? "true" : "false" }],
    };

    private static ClusterConfig Cluster(string service, IReadOnlyList<Uri> addresses) => new()
    {
        ClusterId = service,
        Destinations = addresses.Select((address, index) => (Name: $"{service}-{index}", address))
            .ToDictionary(entry => entry.Name, entry => new DestinationConfig { Address = entry.address.ToString() }, StringComparer.Ordinal),
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = Silence },
        HealthCheck = new HealthCheckConfig
        {
            // With no replica known to be well, all are tried: a service that has just restarted is not kept waiting for a probe.
            AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
            Active = new ActiveHealthCheckConfig
            {
                Enabled = true,
                Path = "/health",
                Interval = TimeSpan.FromSeconds(2),
                Timeout = TimeSpan.FromSeconds(5),
                Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
            },
            Passive = new PassiveHealthCheckConfig
            {
                Enabled = true,
                Policy = HealthCheckConstants.PassivePolicy.TransportFailureRate,
                ReactivationPeriod = TimeSpan.FromSeconds(5),
            },
        },
        // One failed probe is enough to prefer the other replicas.
        Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = "1" },
    };
}
