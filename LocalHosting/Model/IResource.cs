using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the system: a service, a broker, a database, a parameter.</summary>
public interface IResource
{
    /// <summary>Unique in the application; letters, digits and hyphens.</summary>
    string Name { get; }

    /// <summary>What was said of the resource while the application was composed.</summary>
    Collection<IResourceAnnotation> Annotations { get; }
}

/// <summary>One thing said of a resource.</summary>
public interface IResourceAnnotation;

/// <inheritdoc cref="IResource"/>
public abstract class Resource(string name) : IResource
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public Collection<IResourceAnnotation> Annotations { get; } = [];

    internal IEnumerable<T> All<T>() where T : IResourceAnnotation => Annotations.OfType<T>();

    internal bool Has<T>() where T : IResourceAnnotation => Annotations.OfType<T>().Any();
}
