namespace Aspire.Hosting.ApplicationModel;

/// <summary>A program of this machine.</summary>
public class ExecutableResource : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal ExecutableResource(string name, string command, string workingDirectory) : base(name)
    {
        Command = command;
        WorkingDirectory = workingDirectory;
    }

    /// <summary>A path, or a name that is looked up in PATH.</summary>
    public string Command { get; }

    /// <summary>The folder that the program is started in.</summary>
    public string WorkingDirectory { get; }
}

/// <summary>A Node.js application, run by one of the scripts in its package.json.</summary>
public sealed class JavaScriptAppResource : ExecutableResource, IResourceWithServiceDiscovery
{
    internal JavaScriptAppResource(string name, string appDirectory) : base(name, "npm", appDirectory)
    {
    }
}
