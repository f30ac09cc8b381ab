using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace Csss.Gateway.Health;

/// <summary>
/// The gateway's first 200 means that everything is ready: until each service has answered a probe it is Unhealthy. A service that is
/// lost later makes it Degraded, still 200: the others are to be reached, and restarting the gateway would help nobody.
/// </summary>
internal sealed class ServicesHealth(IProxyStateLookup proxy, SeenServices seen) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var away = new List<string>();
        foreach (var cluster in proxy.GetClusters())
        {
            if (IsWell(cluster)) seen.Add(cluster.ClusterId);
            else away.Add(cluster.ClusterId);
        }

        var neverSeen = away.Where(service => !seen.Contains(service)).ToList();
        return Task.FromResult(
            neverSeen.Count > 0 ? HealthCheckResult.Unhealthy("Not yet ready: " + string.Join(", ", neverSeen))
            : away.Count > 0 ? HealthCheckResult.Degraded("Away: " + string.Join(", ", away))
            : HealthCheckResult.Healthy());
    }

    private static bool IsWell(ClusterState cluster) => cluster.DestinationsState.AllDestinations.Any(destination => destination.Health.Active == DestinationHealth.Healthy);
}
