using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Says what a process is told: variables, arguments, references.</summary>
public static class EnvironmentExtensions
{
    /// <summary>A variable with a fixed value.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value) where T : IResourceWithEnvironment =>
        builder.WithAnnotation(new EnvironmentAnnotation(name, _ => value ?? ""));

    /// <summary>A variable with a parameter's value.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : IResourceWithEnvironment => builder.WithAnnotation(new EnvironmentAnnotation(name, a => a.Parameters[parameter.Resource.Name]));

    /// <summary>A variable with an endpoint's URL.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, EndpointReference endpoint)
        where T : IResourceWithEnvironment => builder.WithAnnotation(new EnvironmentAnnotation(name, endpoint.Url, endpoint.Resource));

    /// <summary>A variable with a part of an endpoint's address.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, EndpointReferenceExpression value)
        where T : IResourceWithEnvironment => builder.WithAnnotation(new EnvironmentAnnotation(name, value.Resolve, value.Resource));

    /// <summary>Further arguments.</summary>
    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args) where T : IResourceWithArgs =>
        builder.WithAnnotation(new ArgsAnnotation(args));

    /// <summary>Tells the process the connection string of <paramref name="source"/>, and its parts.</summary>
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null)
        where T : IResourceWithEnvironment =>
        builder.WithAnnotation(new ConnectionReferenceAnnotation(source.Resource, connectionName ?? source.Resource.Name));

    /// <summary>Tells the process the addresses of <paramref name="source"/>, all replicas of it.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where T : IResourceWithEnvironment => builder.WithAnnotation(new ServiceReferenceAnnotation(source.Resource));

    /// <summary>Tells the process the address of a service that somebody else runs.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<ExternalServiceResource> source)
        where T : IResourceWithEnvironment => builder.WithAnnotation(new ServiceReferenceAnnotation(source.Resource));
}
