using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Csss.Storage.Databases;

/// <summary>Red when the service's database does not answer.</summary>
internal sealed class DatabaseHealth<TContext>(TContext database) : IHealthCheck
    where TContext : CsssDbContext
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await database.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database does not answer.");
}
