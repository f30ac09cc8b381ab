using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds the plain kinds of resource.</summary>
public static class ResourceKinds
{
    /// <summary>A value from outside, <c>Parameters:{name}</c>; see <see cref="ParameterResource"/>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, secret));

    /// <summary>A .NET project. The schemes of its <c>http</c> launch profile become its endpoints, on free ports.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var project = new ProjectResource(name, new TProject().ProjectPath);
        foreach (var scheme in project.Profile.Schemes)
            project.Annotations.Add(new EndpointAnnotation(scheme, scheme));
        return builder.AddResource(project);
    }

    /// <summary>So many instances of a project, each on a port of its own.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) =>
        builder.WithAnnotation(new ReplicasAnnotation(replicas));

    /// <summary>A program; <paramref name="workingDirectory"/> is relative to the app host's folder.</summary>
    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args) =>
        builder.AddResource(new ExecutableResource(name, command, Path.GetFullPath(workingDirectory, builder.AppHostDirectory))).WithArgs(args ?? []);

    /// <summary>A Node.js application, started by <c>npm run {runScriptName}</c>.</summary>
    public static IResourceBuilder<JavaScriptAppResource> AddJavaScriptApp(
        this IDistributedApplicationBuilder builder, string name, string appDirectory, string runScriptName = "dev") =>
        builder.AddResource(new JavaScriptAppResource(name, Path.GetFullPath(appDirectory, builder.AppHostDirectory))).WithArgs("run", runScriptName);

    /// <summary>A container, which LocalHosting cannot run: the start fails with a message that says so.</summary>
    public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, string name, string image, string tag) =>
        builder.AddResource(new ContainerResource(name, $"{image}:{tag}"));

    /// <summary>Has no meaning without containers; see <see cref="ContainerLifetime"/>.</summary>
    public static IResourceBuilder<T> WithLifetime<T>(this IResourceBuilder<T> builder, ContainerLifetime lifetime) where T : ContainerResource =>
        Enum.IsDefined(lifetime) ? builder : throw new ArgumentOutOfRangeException(nameof(lifetime));

    /// <summary>A connection string from the configuration, <c>ConnectionStrings:{name}</c>.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddResource(new ConnectionStringResource(name));

    /// <summary>A service that somebody else runs.</summary>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(this IDistributedApplicationBuilder builder, string name, string url) =>
        builder.AddResource(new ExternalServiceResource(name, new Uri(url)));
}
