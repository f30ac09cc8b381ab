using Csss.LocalHosting.Environment;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A .NET project of this repository, run from its build.</summary>
public sealed class ProjectResource : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    internal ProjectResource(string name, string projectPath) : base(name)
    {
        ProjectPath = projectPath;
        Profile = LaunchProfile.Read(projectPath);
    }

    internal string ProjectPath { get; }

    internal LaunchProfile Profile { get; }

    /// <summary>
    /// The assembly of the build that the app host itself comes from: <c>artifacts/bin/{project}/{configuration}/</c>, beside the app host's own folder.
    /// </summary>
    internal string AssemblyPath(string appHostOutput)
    {
        var configuration = new DirectoryInfo(Path.TrimEndingDirectorySeparator(appHostOutput));
        var project = Path.GetFileNameWithoutExtension(ProjectPath);
        return Path.Combine(configuration.Parent!.Parent!.FullName, project, configuration.Name, project + ".dll");
    }
}
