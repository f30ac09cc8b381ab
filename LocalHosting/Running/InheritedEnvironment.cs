namespace Csss.LocalHosting.Running;

/// <summary>A child inherits this process's environment, except what is meant for one resource alone: that comes by AppHost.cs or not at all.</summary>
internal static class InheritedEnvironment
{
    private static readonly string[] Withheld = ["Parameters__", "ConnectionStrings__", "ASPNETCORE_", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE"];

    public static void Reduce(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(IsWithheld).ToList())
            environment.Remove(name);
    }

    private static bool IsWithheld(string name) => Withheld.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
