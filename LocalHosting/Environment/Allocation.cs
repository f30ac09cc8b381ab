using System.Collections.Immutable;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Csss.LocalHosting.Environment;

/// <summary>All that is decided before anything starts. With the model it determines every environment variable.</summary>
internal sealed record Allocation
{
    public required string EnvironmentName { get; init; }

    public ImmutableDictionary<EndpointKey, int> Ports { get; init; } = ImmutableDictionary<EndpointKey, int>.Empty;

    public ImmutableDictionary<string, string> Parameters { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Connection strings that were given; resources named here are used where they are, not started.</summary>
    public ImmutableDictionary<string, string> ConnectionStrings { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary><c>OTEL_EXPORTER_OTLP_*</c>, when a collector is configured.</summary>
    public ImmutableDictionary<string, string> Telemetry { get; init; } = ImmutableDictionary<string, string>.Empty;

    public int Port(IResource resource, EndpointAnnotation endpoint, int replica) =>
        Ports[new(resource.Name, endpoint.Name, replica)];

    public string Url(IResource resource, EndpointAnnotation endpoint, int replica) =>
        $"{endpoint.UriScheme}://localhost:{Port(resource, endpoint, replica)}";

    public static EndpointAnnotation Endpoint(IResource resource, string name) =>
        resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new DistributedApplicationException($"'{resource.Name}' has no endpoint named '{name}'.");

    public static int Replicas(IResource resource) =>
        resource.Annotations.OfType<ReplicasAnnotation>().LastOrDefault()?.Count ?? 1;
}

internal readonly record struct EndpointKey(string Resource, string Endpoint, int Replica);
