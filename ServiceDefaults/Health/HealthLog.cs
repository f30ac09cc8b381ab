using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Csss.ServiceDefaults.Health;

/// <summary>Tells the operator which part of the service became ill or well, once for each change.</summary>
internal sealed partial class HealthLog(ILogger<HealthLog> logger) : IHealthCheckPublisher
{
    private readonly Dictionary<string, HealthStatus> _last = new(StringComparer.Ordinal);

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        foreach (var (name, entry) in report.Entries)
        {
            var before = _last.GetValueOrDefault(name, HealthStatus.Healthy);
            _last[name] = entry.Status;
            if (entry.Status == before) continue;

            if (entry.Status == HealthStatus.Healthy) LogWell(logger, name);
            else LogIll(logger, name, entry.Status, entry.Description ?? entry.Exception?.Message ?? "no reason given");
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Information, "Health: {Part} is well again")]
    private static partial void LogWell(ILogger logger, string part);

    [LoggerMessage(LogLevel.Warning, "Health: {Part} is {Status}: {Reason}")]
    private static partial void LogIll(ILogger logger, string part, HealthStatus status, string reason);
}
