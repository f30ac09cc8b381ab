using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Csss.LocalHosting.Environment;

/// <summary>
/// The environment contract, as a pure function of the model and the allocation. Later rows win: launch profile, then what
/// the contract promises, then what AppHost.cs says outright.
/// </summary>
internal static class EnvironmentTable
{
    public static ImmutableSortedDictionary<string, string> Of(IResource resource, int replica, Allocation allocation)
    {
        var table = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in OfKind(resource, replica, allocation)
            .Concat(OfEndpoints(resource, replica, allocation))
            .Concat(resource.Annotations.OfType<ServiceReferenceAnnotation>().SelectMany(r => OfService(r.Source, allocation)))
            .Concat(resource.Annotations.OfType<ConnectionReferenceAnnotation>().SelectMany(r => OfConnection(r, allocation)))
            .Concat(resource.Annotations.OfType<EnvironmentAnnotation>().Select(e => (e.Name, e.Value(allocation)))))
        {
            table[name] = value;
        }

        return table.ToImmutable();
    }

    private static IEnumerable<(string, string)> OfKind(IResource resource, int replica, Allocation allocation) => resource switch
    {
        ProjectResource project => OfProject(project, replica, allocation),
        JavaScriptAppResource => [("NODE_ENV", Lower(allocation.EnvironmentName))],
        _ => [],
    };

    private static IEnumerable<(string, string)> OfProject(ProjectResource project, int replica, Allocation allocation)
    {
        foreach (var (name, value) in project.Profile.Variables)
            yield return (name, value);

        yield return ("ASPNETCORE_ENVIRONMENT", allocation.EnvironmentName);
        yield return ("DOTNET_ENVIRONMENT", allocation.EnvironmentName);

        var urls = project.All<EndpointAnnotation>().Where(e => e.PortVariable is null && IsHttp(e)).Select(e => allocation.Url(project, e, replica));
        if (string.Join(';', urls) is { Length: > 0 } joined)
            yield return ("ASPNETCORE_URLS", joined);

        yield return ("OTEL_SERVICE_NAME", project.Name);
        yield return ("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={project.Name}-{replica}");
        foreach (var (name, value) in allocation.Telemetry)
            yield return (name, value);
    }

    private static IEnumerable<(string, string)> OfEndpoints(IResource resource, int replica, Allocation allocation) =>
        from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
        where endpoint.PortVariable is not null
        select (endpoint.PortVariable, allocation.Port(resource, endpoint, replica).ToString(CultureInfo.InvariantCulture));

    private static IEnumerable<(string, string)> OfService(IResource source, Allocation allocation)
    {
        if (source is ExternalServiceResource external)
        {
            yield return ($"services__{source.Name}__{external.Url.Scheme}__0", external.Url.AbsoluteUri);
            yield return ($"{Prefix(source.Name)}_{Upper(external.Url.Scheme)}", external.Url.AbsoluteUri);
            yield break;
        }

        foreach (var endpoint in source.Annotations.OfType<EndpointAnnotation>())
        {
            for (var replica = 0; replica < Allocation.Replicas(source); replica++)
                yield return ($"services__{source.Name}__{endpoint.Name}__{replica}", allocation.Url(source, endpoint, replica));

            yield return ($"{Prefix(source.Name)}_{Prefix(endpoint.Name)}", allocation.Url(source, endpoint, 0));
        }
    }

    private static IEnumerable<(string, string)> OfConnection(ConnectionReferenceAnnotation reference, Allocation allocation)
    {
        var details = reference.Source.Describe(allocation);
        yield return ($"ConnectionStrings__{reference.ConnectionName}", details.ConnectionString);
        foreach (var (part, value) in details.Parts)
            yield return ($"{Prefix(reference.ConnectionName)}_{part}", value);
    }

    private static bool IsHttp(EndpointAnnotation endpoint) => endpoint.UriScheme is "http" or "https";

    private static string Prefix(string name) => Upper(name).Replace('-', '_');

    private static string Upper(string text) => text.ToUpperInvariant();

    private static string Lower(string text) => text.ToLowerInvariant();
}
