using System.Collections.Immutable;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Csss.LocalHosting.Environment;

namespace Csss.LocalHosting.Running;

/// <summary>How each kind of resource is started, and when it is healthy.</summary>
internal static class Launches
{
    /// <summary>The one this process runs on, if it was started by its name.</summary>
    private static string DotNet => Path.GetFileName(System.Environment.ProcessPath) == "dotnet" ? System.Environment.ProcessPath! : "dotnet";

    public static async Task<Launch> PrepareAsync(IResource resource, int replica, Allocation allocation, StateDirectory state, CancellationToken cancellation)
    {
        var environment = EnvironmentTable.Of(resource, replica, allocation);
        var arguments = resource.Annotations.OfType<ArgsAnnotation>().SelectMany(a => a.Args).ToArray();
        var launch = resource switch
        {
            ProjectResource project => new Launch(
                DotNet, [project.AssemblyPath(AppContext.BaseDirectory), .. arguments], Path.GetDirectoryName(project.ProjectPath)!),
            ExecutableResource executable => new Launch(executable.Command, arguments, executable.WorkingDirectory),
            IServerProcess server => await server.PrepareAsync(allocation, state, cancellation),
            _ => throw new DistributedApplicationException($"'{resource.Name}' is nothing that can be started."),
        };
        return launch with { Environment = launch.Environment.ToImmutableDictionary().SetItems(environment) };
    }

    public static Probe Probe(IResource resource, int replica, Allocation allocation)
    {
        if (resource is IServerProcess server)
            return server.Probe(allocation);

        var checks =
            from check in resource.Annotations.OfType<HttpHealthCheckAnnotation>()
            let endpoint = Allocation.Endpoint(resource, check.EndpointName)
            select Probes.Get(new Uri(new Uri(allocation.Url(resource, endpoint, replica)), check.Path), check.StatusCode);
        return checks.ToArray() is { Length: > 0 } all ? Probes.All(all) : Probes.Running;
    }

    /// <summary>Whether there is a process to start for it: not for parameters, given connection strings, or what somebody else runs.</summary>
    public static bool HasProcess(IResource resource, Allocation allocation) =>
        resource is ProjectResource or ExecutableResource or ContainerResource
        && !resource.Annotations.OfType<ExplicitStartAnnotation>().Any()
        && !allocation.ConnectionStrings.ContainsKey(resource.Name)
        && resource.Annotations.OfType<BackgroundAnnotation>().All(background => HasProcess(background.Owner, allocation));
}
