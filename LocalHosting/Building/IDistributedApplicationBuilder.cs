using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Composes an application from resources.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>The folder of the app host's project.</summary>
    string AppHostDirectory { get; }

    /// <summary>appsettings.json, environment variables, command line; the later ones win.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary><c>DOTNET_ENVIRONMENT</c>, else <c>ASPNETCORE_ENVIRONMENT</c>, else Development. The services are given the same.</summary>
    IHostEnvironment Environment { get; }

    /// <summary>Whether the application is being run or published.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>All resources, in the order in which they were added.</summary>
    IList<IResource> Resources { get; }

    /// <summary>Adds a resource.</summary>
    /// <exception cref="DistributedApplicationException">The name is taken, or not a name.</exception>
    IResourceBuilder<T> AddResource<T>(T resource) where T : IResource;

    /// <summary>Completes the composition.</summary>
    DistributedApplication Build();
}
