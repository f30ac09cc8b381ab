using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Csss.Inference.Models;

/// <summary>Red when a model that the registry names is not loaded: such a service would only queue scans.</summary>
internal sealed class ModelHealth(ModelRegistry registry) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(registry.Problems.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(string.Join(" ", registry.Problems)));
}
