using System.Collections.Immutable;
using System.Text.Json;

namespace Csss.LocalHosting.Environment;

/// <summary>The <c>http</c> profile of a project's <c>Properties/launchSettings.json</c>.</summary>
/// <param name="Schemes">Of <c>applicationUrl</c>; each is an endpoint. The ports there are for running a project on its own, and are not used.</param>
/// <param name="Variables"><c>environmentVariables</c>, as they stand.</param>
internal sealed record LaunchProfile(ImmutableArray<string> Schemes, ImmutableDictionary<string, string> Variables)
{
    private static readonly LaunchProfile None = new([], ImmutableDictionary<string, string>.Empty);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static LaunchProfile Read(string projectPath)
    {
        var file = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        return File.Exists(file) ? Parse(File.ReadAllText(file)) : None;
    }

    public static LaunchProfile Parse(string json)
    {
        if (JsonSerializer.Deserialize<Settings>(json, Json)?.Profiles?.GetValueOrDefault("http") is not { } profile)
            return None;

        var urls = (profile.ApplicationUrl ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new([.. urls.Select(url => new Uri(url).Scheme).Distinct()], (profile.EnvironmentVariables ?? []).ToImmutableDictionary());
    }

    private sealed record Settings(Dictionary<string, Profile>? Profiles);

    private sealed record Profile(string? ApplicationUrl, Dictionary<string, string>? EnvironmentVariables);
}
