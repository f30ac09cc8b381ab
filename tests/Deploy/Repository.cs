using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Csss.Deploy.Tests;

/// <summary>The checkout, as these tests read it: nothing is built or started.</summary>
internal static partial class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    /// <summary>Names of the projects under services/, as resources are named.</summary>
    public static IReadOnlyList<string> Services { get; } =
        [.. Directory.GetDirectories(In("services")).Where(folder => Directory.GetFiles(folder, "*.csproj").Length > 0).Select(folder => Path.GetFileName(folder).ToLowerInvariant()).Order(StringComparer.Ordinal)];

    /// <summary>Whom each service calls, as AppHost.cs says: <c>WithReference</c>, and Identity for all that have a client's secret.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Calls { get; } = ReadCalls();

    public static string In(params string[] path) => Path.Combine([Root, .. path]);

    public static string Read(params string[] path) => File.ReadAllText(In(path));

    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(In(folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Regex.IsMatch(file, "/(?:bin|obj|Migrations)/", RegexOptions.None, TimeSpan.FromSeconds(1))).Order(StringComparer.Ordinal);

    private static Dictionary<string, IReadOnlyList<string>> ReadCalls()
    {
        var text = Read("AppHost", "AppHost.cs");
        var callers = Words().Matches(CallersOf().Match(text).Groups[1].Value).Select(match => match.Value).ToList();
        callers.ShouldNotBeEmpty("AppHost.cs no longer says `foreach (var caller in new[] { … })`: tell this test where it names the callers now.");
        var calls = callers.ToDictionary(caller => caller, _ => (IReadOnlyList<string>)["identity"], StringComparer.Ordinal);
        foreach (Match service in ServiceLine().Matches(text))
            calls[service.Groups[1].Value] = [.. calls.GetValueOrDefault(service.Groups[1].Value, []), .. Reference().Matches(service.Value).Select(match => match.Groups[1].Value)];
        return calls;
    }

    [GeneratedRegex(@"foreach \(var caller in new\[\] \{([^}]*)\}\)")]
    private static partial Regex CallersOf();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();

    [GeneratedRegex(@"(?m)^var (\w+) = wiring\.Service<.*$")]
    private static partial Regex ServiceLine();

    [GeneratedRegex(@"\.WithReference\((\w+)\)")]
    private static partial Regex Reference();

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
