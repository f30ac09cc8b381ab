using System.Collections.Immutable;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Csss.LocalHosting.Environment;
using Microsoft.Extensions.Configuration;

namespace Csss.LocalHosting.Running;

/// <summary>Decides what the model leaves open.</summary>
internal static class Allocations
{
    private static readonly string[] TelemetryVariables = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_HEADERS"];

    public static Allocation Decide(IEnumerable<IResource> resources, IConfiguration configuration, string environmentName, StateDirectory state)
    {
        var all = resources.ToList();
        var given = all.OfType<IResourceWithConnectionString>()
            .Select(resource => (resource.Name, Value: configuration.GetConnectionString(resource.Name)))
            .Where(pair => !string.IsNullOrEmpty(pair.Value))
            .ToImmutableDictionary(pair => pair.Name, pair => pair.Value!);
        if (all.OfType<ConnectionStringResource>().FirstOrDefault(resource => !given.ContainsKey(resource.Name)) is { } missing)
            throw new DistributedApplicationException($"The connection string '{missing.Name}' is not configured: set ConnectionStrings__{missing.Name}.");

        var allocation = new Allocation { EnvironmentName = environmentName, ConnectionStrings = given };
        var telemetry = TelemetryVariables.Where(name => !string.IsNullOrEmpty(configuration[name]));
        return allocation with
        {
            Ports = Ports.Allocate(all.Where(resource => Launches.HasProcess(resource, allocation))),
            Parameters = all.OfType<ParameterResource>().ToImmutableDictionary(parameter => parameter.Name, parameter => Value(parameter, configuration, state)),
            Telemetry = string.IsNullOrEmpty(configuration[TelemetryVariables[0]])
                ? ImmutableDictionary<string, string>.Empty
                : telemetry.ToImmutableDictionary(name => name, name => configuration[name]!),
        };
    }

    private static string Value(ParameterResource parameter, IConfiguration configuration, StateDirectory state) =>
        configuration[$"Parameters:{parameter.Name}"] is { Length: > 0 } value ? value
        : parameter.Secret ? state.Secret(parameter.Name)
        : throw new DistributedApplicationException($"The parameter '{parameter.Name}' has no value: set Parameters__{parameter.Name}.");
}
