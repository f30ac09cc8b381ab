using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Csss.Inference.Models;

/// <summary>
/// Red when a modality that the registry names has no model: such a service would only queue scans. Yellow when each has one, but not
/// the one, or not the candidate, that the registry names now.
/// </summary>
internal sealed class ModelHealth(ModelRegistry registry) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var models = registry.Current;
        var reasons = string.Join(" ", models.Problems);
        return Task.FromResult(
            !models.IsComplete ? HealthCheckResult.Unhealthy(reasons)
            : models.Problems.Count > 0 ? HealthCheckResult.Degraded(reasons)
            : HealthCheckResult.Healthy());
    }
}
