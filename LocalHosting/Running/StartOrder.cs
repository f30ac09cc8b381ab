using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Csss.LocalHosting.Running;

/// <summary>Who waits for whom.</summary>
internal static class StartOrder
{
    /// <exception cref="DistributedApplicationException">Resources wait for each other, or for something that is not started.</exception>
    public static void Check(IReadOnlyCollection<IResource> resources)
    {
        var done = new HashSet<IResource>();
        foreach (var resource in resources)
            Visit(resource, []);

        void Visit(IResource resource, List<IResource> path)
        {
            if (path.Contains(resource))
                throw new DistributedApplicationException($"These wait for each other: {string.Join(" → ", path.Append(resource).Select(r => r.Name))}.");
            if (!done.Add(resource))
                return;
            foreach (var wait in Waits(resource))
                Visit(Process(wait.Source), [.. path, resource]);
        }
    }

    public static IEnumerable<WaitAnnotation> Waits(IResource resource) => resource.Annotations.OfType<WaitAnnotation>();

    /// <summary>What must still run while <paramref name="resource"/> stops: what it waited for, and the servers it talks to.</summary>
    public static IEnumerable<IResource> Needs(IResource resource) => Waits(resource).Select(wait => wait.Source)
        .Concat(resource.Annotations.OfType<ConnectionReferenceAnnotation>().Select(reference => (IResource)reference.Source))
        .Concat(resource.Annotations.OfType<EnvironmentAnnotation>().Select(variable => variable.Source).OfType<IServerProcess>())
        .Select(Process)
        .Distinct();

    /// <summary>A database is served by its server's process.</summary>
    public static IResource Process(IResource resource) => resource is PostgresDatabaseResource database ? database.Parent : resource;
}
