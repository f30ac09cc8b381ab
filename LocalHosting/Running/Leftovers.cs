using System.Text;

namespace Csss.LocalHosting.Running;

/// <summary>
/// Finds every process that was ever started for a state directory, whoever its parent is now, by a variable that all of them inherit. Unlike a
/// recorded process id, an environment cannot be mistaken for another's after the id has been used again.
/// </summary>
internal static class Leftovers
{
    public const string Marker = "LOCALHOSTING_STATE";

    /// <returns>How many there were.</returns>
    public static async Task<int> StopAsync(string stateDirectory, TimeSpan patience)
    {
        var found = Find(stateDirectory);
        foreach (var id in found)
            Signals.Send(id, Signals.Terminate);

        var remaining = found;
        for (var deadline = DateTimeOffset.MinValue; remaining.Count > 0; remaining = Find(stateDirectory))
        {
            deadline = deadline == DateTimeOffset.MinValue ? TimeProvider.System.GetUtcNow() + patience : deadline;
            if (TimeProvider.System.GetUtcNow() >= deadline)
                remaining.ForEach(id => Signals.Send(id, Signals.Kill));
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        return found.Count;
    }

    public static List<int> Find(string stateDirectory)
    {
        var marker = Encoding.UTF8.GetBytes($"\0{Marker}={stateDirectory}\0");
        return [.. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id != 0 && id != System.Environment.ProcessId && Holds(id, marker))];
    }

    private static bool Holds(int processId, byte[] marker)
    {
        try
        {
            return ((byte[])[0, .. File.ReadAllBytes($"/proc/{processId}/environ"), 0]).AsSpan().IndexOf(marker) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // it has ended meanwhile, or is another user's
        }
    }
}
