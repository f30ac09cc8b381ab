using Microsoft.Extensions.Configuration;

namespace Csss.ServiceDefaults;

/// <summary>
/// Key <c>Secrets:Directory</c>: a folder with a file a secret, as Docker and Kubernetes mount them, for instance <c>Storage__MasterKey</c>. Environment
/// variables are seen by everybody who may inspect a container; files only by its process. They win over every other source.
/// </summary>
internal static class SecretFiles
{
    private const string Key = "Secrets:Directory";

    /// <exception cref="InvalidOperationException">The key names a folder that is not there.</exception>
    public static void Add(ConfigurationManager configuration)
    {
        if (configuration[Key] is not { Length: > 0 } folder) return;
        if (!Directory.Exists(folder)) throw new InvalidOperationException($"{Key} names {folder}, which is not there: mount the secrets, or do not set it.");

        configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: false);
    }
}
