using System.Text.Json.Nodes;
using Csss.Inference.Models;
using Microsoft.Extensions.Options;

namespace Csss.Inference.Tests.Models;

/// <summary>The repository's chest bundle, and copies of it to break.</summary>
internal static class Bundle
{
    /// <summary>As in the repository, with thresholds that the verdict tests know.</summary>
    public static ModelManifest Manifest()
    {
        var manifest = ModelManifest.Read(Path.Combine(Folder, "model.json"));
        return manifest with
        {
            Temperature = 1,
            Gate = manifest.Gate with { Threshold = 0 },
            Ood = manifest.Ood with { Threshold = 100 },
            Abstention = manifest.Abstention with { MinimumConfidence = manifest.Labels.ToDictionary(label => label, _ => 0.5, StringComparer.Ordinal) },
        };
    }

    public static string Folder => Path.Combine(Repository.Models, Name);

    public static string Name =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Models, "registry.json")))!["chest_xray"]!["bundle"]!.GetValue<string>();

    /// <summary>The registry and its chest bundle, in a folder of its own.</summary>
    public static string Copy(string to)
    {
        var target = Directory.CreateDirectory(Path.Combine(to, Name)).FullName;
        foreach (var file in Directory.EnumerateFiles(Folder)) File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        File.Copy(Path.Combine(Repository.Models, "registry.json"), Path.Combine(to, "registry.json"));
        return target;
    }

    /// <summary>
    /// A copy whose gate lets everything pass, for tests of what comes behind it: the synthetic samples are no tests of a gate, and
    /// the gate has its own.
    /// </summary>
    public static string CopyWithOpenGate(string to)
    {
        var bundle = Copy(to);
        var path = Path.Combine(bundle, "model.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        manifest["gate"]!["threshold"] = -1e9;
        File.WriteAllText(path, manifest.ToJsonString());
        return bundle;
    }

    public static ModelRegistry Registry(string? folder = null)
    {
        var registry = new ModelRegistry(Options.Create(new ModelOptions { Directory = folder ?? Repository.Models }));
        registry.Load();
        return registry;
    }
}
