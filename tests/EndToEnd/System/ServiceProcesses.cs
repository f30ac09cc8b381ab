using System.Globalization;
using System.Text;

namespace Csss.EndToEnd.Tests.System;

/// <summary>The processes of one running system, told from all others by the state directory in their environment.</summary>
internal sealed class ServiceProcesses(string state)
{
    public IReadOnlyList<string> All() => [.. Find(_ => true).Select(found => $"{found.Id} {found.CommandLine}")];

    /// <summary>Kills a service's processes with -9 and says how many there were.</summary>
    public int KillService(string project) => Kill(command => command.Contains($"Csss.{project}.dll", StringComparison.Ordinal));

    /// <summary>Kills the broker's Erlang machine with -9.</summary>
    public int KillBroker() => Kill(command => command.Contains("beam.smp", StringComparison.Ordinal) && command.Contains("rabbit", StringComparison.Ordinal));

    /// <summary>A service's process id.</summary>
    public int IdOf(string project) => Find(command => command.Contains($"Csss.{project}.dll", StringComparison.Ordinal)).Select(found => found.Id).First();

    /// <summary>A variable that a service's process was started with.</summary>
    public string EnvironmentOf(string project, string variable) =>
        Find(command => command.Contains($"Csss.{project}.dll", StringComparison.Ordinal))
            .Select(found => Read($"/proc/{found.Id}", "environ").Split(' ').First(pair => pair.StartsWith(variable + "=", StringComparison.Ordinal))[(variable.Length + 1)..])
            .First();

    private int Kill(Func<string, bool> matches)
    {
        var found = Find(matches).ToList();
        foreach (var (id, _) in found) Signals.Kill(id);
        return found.Count;
    }

    private IEnumerable<(int Id, string CommandLine)> Find(Func<string, bool> matches)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == Environment.ProcessId) continue;
            if (Read(folder, "environ").Contains(state, StringComparison.Ordinal) && Read(folder, "cmdline") is { Length: > 0 } command && matches(command))
                yield return (id, command);
        }
    }

    /// <summary>Empty when the process is gone, or a zombie.</summary>
    private static string Read(string folder, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, file))).Replace('\0', ' ');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
