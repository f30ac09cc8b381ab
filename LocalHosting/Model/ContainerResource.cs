namespace Aspire.Hosting.ApplicationModel;

/// <summary>A container. LocalHosting has no engine: only the containers it knows a process for (RabbitMQ, PostgreSQL) can be run.</summary>
public class ContainerResource : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal ContainerResource(string name, string image) : base(name) => Image = image;

    internal string Image { get; }
}

/// <summary>How long a container lives. Here data outlives the process in any case, and the process never outlives the app host.</summary>
public enum ContainerLifetime
{
    /// <summary>As long as the app host.</summary>
    Session,

    /// <summary>Longer than the app host, where there is a container engine.</summary>
    Persistent,
}
