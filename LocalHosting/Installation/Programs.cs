using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Csss.LocalHosting.Running;

namespace Csss.LocalHosting.Installation;

/// <summary>Looks for all that is missing before anything is started, and says how to get it.</summary>
internal static class Programs
{
    private static readonly Dictionary<string, string> Sources = new(StringComparer.Ordinal)
    {
        ["setsid"] = "apt-get install util-linux",
        ["setpriv"] = "apt-get install util-linux",
        ["epmd"] = "apt-get install erlang-base",
        ["rabbitmq-server"] = "apt-get install rabbitmq-server",
        ["postgres"] = "apt-get install postgresql",
        ["node"] = "see nodejs.org, version 22 or later",
        ["npm"] = "see nodejs.org, version 22 or later",
    };

    /// <exception cref="DistributedApplicationException">Something is missing; all of it is named.</exception>
    public static void Check(IEnumerable<IResource> resources)
    {
        var missing = resources.SelectMany(Missing).ToList();
        if (!Exists("setsid"))
            missing.Insert(0, Advice("setsid", "LocalHosting"));
        if (missing.Count > 0)
            throw new DistributedApplicationException(string.Join(System.Environment.NewLine, missing.Distinct(StringComparer.Ordinal)));
    }

    public static bool Exists(string program) => program.Contains('/')
        ? File.Exists(program)
        : (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static IEnumerable<string> Missing(IResource resource) => resource switch
    {
        ProjectResource project when project.AssemblyPath(AppContext.BaseDirectory) is var assembly && !File.Exists(assembly) =>
            [$"'{resource.Name}' has not been built: {assembly} is missing. Build the solution first."],
        IServerProcess server => server.Programs.Where(program => !Exists(program)).Select(program => Advice(program, resource.Name)),
        ContainerResource container =>
            [$"'{resource.Name}' is the container {container.Image}, and LocalHosting runs no containers. Build the app host with -p:UseAspire=true, or leave it out."],
        ExecutableResource executable => Missing(executable),
        _ => [],
    };

    private static IEnumerable<string> Missing(ExecutableResource executable)
    {
        if (!Exists(executable.Command))
            yield return Advice(executable.Command, executable.Name);
        if (!Directory.Exists(executable.WorkingDirectory))
            yield return $"'{executable.Name}' needs the folder {executable.WorkingDirectory}.";
        else if (File.Exists(Path.Combine(executable.WorkingDirectory, "package.json")) && !Directory.Exists(Path.Combine(executable.WorkingDirectory, "node_modules")))
            yield return $"'{executable.Name}' needs its packages: cd {executable.WorkingDirectory} && npm ci";
    }

    private static string Advice(string program, string neededBy) =>
        $"'{neededBy}' needs {program}, which is not installed"
        + (Sources.TryGetValue(Path.GetFileName(program), out var source) ? $": {source}" : ".");
}
