using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Says when a resource starts.</summary>
public static class OrderExtensions
{
    /// <summary>Starts once <paramref name="dependency"/> runs and, if it has a health check, is healthy; stops before it does.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency) where T : IResourceWithWaitSupport =>
        builder.WithAnnotation(new WaitAnnotation(dependency.Resource, WaitKind.Healthy));

    /// <summary>Starts once <paramref name="dependency"/> has ended with exit code 0.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.WithAnnotation(new WaitAnnotation(dependency.Resource, WaitKind.Completed));

    /// <summary>Leaves the resource out of the start.</summary>
    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder) where T : IResource =>
        builder.WithAnnotation(new ExplicitStartAnnotation());
}
