using System.Reflection;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace Aspire.Hosting;

internal sealed partial class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    public DistributedApplicationBuilder(string[] args)
    {
        var assembly = Assembly.GetEntryAssembly();
        AppHostDirectory = assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "apphostprojectpath")?.Value
            ?? AppContext.BaseDirectory;
        Configuration.AddEnvironmentVariables().AddCommandLine(args);
        Environment = new HostingEnvironment
        {
            ApplicationName = assembly?.GetName().Name ?? "AppHost",
            EnvironmentName = Configuration["DOTNET_ENVIRONMENT"] ?? Configuration["ASPNETCORE_ENVIRONMENT"] ?? Environments.Development,
            ContentRootPath = AppHostDirectory,
            ContentRootFileProvider = new NullFileProvider(),
        };
        AddFilesBeneath($"appsettings.{Environment.EnvironmentName}.json", "appsettings.json");
    }

    public string AppHostDirectory { get; }

    public ConfigurationManager Configuration { get; } = new();

    public IHostEnvironment Environment { get; }

    public DistributedApplicationExecutionContext ExecutionContext { get; } = new();

    public IList<IResource> Resources { get; } = [];

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        if (!Name().IsMatch(resource.Name))
            throw new DistributedApplicationException($"'{resource.Name}' is no name for a resource: letters, digits and hyphens, a letter first, at most 64.");
        if (Resources.Any(other => string.Equals(other.Name, resource.Name, StringComparison.OrdinalIgnoreCase)))
            throw new DistributedApplicationException($"Two resources are named '{resource.Name}'.");

        Resources.Add(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    public DistributedApplication Build() => new(this);

    /// <summary>The environment's name decides which files are read, yet is read from what beats them.</summary>
    private void AddFilesBeneath(params string[] names)
    {
        foreach (var name in names)
        {
            var source = new Microsoft.Extensions.Configuration.Json.JsonConfigurationSource { Path = Path.Combine(AppHostDirectory, name), Optional = true };
            source.ResolveFileProvider();
            Configuration.Sources.Insert(0, source);
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9-]{0,63}$")]
    private static partial Regex Name();
}
