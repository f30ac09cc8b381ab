using System.Text;

namespace Csss.LocalHosting.Tests.Live;

/// <summary>Which processes hold a variable, found without the code under test.</summary>
internal static class EnvironmentScan
{
    public static IReadOnlyList<string> Holding(string variable) =>
        [.. Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]) && Read(folder, "environ").Split('\0').Contains(variable)).Select(folder => Read(folder, "cmdline").Replace('\0', ' '))];

    private static string Read(string folder, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
