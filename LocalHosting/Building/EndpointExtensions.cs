using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Says where a resource listens.</summary>
public static class EndpointExtensions
{
    /// <summary>An HTTP endpoint; one of that name that is already there is changed.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="port">The port others use; a free one by default.</param>
    /// <param name="targetPort">The port the process listens on; the same here.</param>
    /// <param name="name"><c>http</c> by default.</param>
    /// <param name="env">A variable that tells the process its port.</param>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null)
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, targetPort, "http", name, env);

    /// <summary>An endpoint of any scheme; one of that name that is already there is changed.</summary>
    /// <inheritdoc cref="WithHttpEndpoint{T}"/>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? scheme = null, string? name = null, string? env = null)
        where T : IResourceWithEndpoints
    {
        var endpoint = FindOrAdd(builder, name ?? scheme ?? "tcp", scheme ?? "tcp");
        endpoint.Port = port ?? endpoint.Port;
        endpoint.TargetPort = targetPort ?? endpoint.TargetPort;
        endpoint.PortVariable = env ?? endpoint.PortVariable;
        return builder;
    }

    /// <summary>Changes the endpoint named <paramref name="endpointName"/>, for instance its port.</summary>
    public static IResourceBuilder<T> WithEndpoint<T>(this IResourceBuilder<T> builder, string endpointName, Action<EndpointAnnotation> callback)
        where T : IResourceWithEndpoints
    {
        callback(FindOrAdd(builder, endpointName, "tcp"));
        return builder;
    }

    /// <summary>Marks the HTTP endpoints as the system's public ones.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder) where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.UriScheme is "http" or "https"))
            endpoint.IsExternal = true;
        return builder;
    }

    /// <summary>Healthy is when a GET of <paramref name="path"/> answers <paramref name="statusCode"/>.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path"><c>/</c> by default.</param>
    /// <param name="statusCode">200 by default.</param>
    /// <param name="endpointName"><c>http</c> by default.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints => builder.WithAnnotation(new HttpHealthCheckAnnotation(path ?? "/", statusCode ?? 200, endpointName ?? "http"));

    /// <summary>The endpoint's address, to be passed on.</summary>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name) where T : IResourceWithEndpoints =>
        new(builder.Resource, name);

    private static EndpointAnnotation FindOrAdd<T>(IResourceBuilder<T> builder, string name, string scheme) where T : IResourceWithEndpoints
    {
        var endpoint = builder.Resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));
        if (endpoint is null)
            builder.WithAnnotation(endpoint = new EndpointAnnotation(name, scheme));
        return endpoint;
    }
}
