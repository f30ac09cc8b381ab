using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Csss.Inference.Models;
using Microsoft.Extensions.Options;

namespace Csss.Inference.Tests.Models;

/// <summary>The repository's chest bundle, and copies of it to change and to break.</summary>
internal static class Bundle
{
    private static readonly JsonObject Registered = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Models, "registry.json")))!.AsObject();

    /// <summary>The one that serves chest radiographs.</summary>
    public static string Name { get; } = Registered["chest_xray"]!["bundle"]!.GetValue<string>();

    /// <summary>All that the repository's registry names, candidates included.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Registered.SelectMany(entry => new[] { entry.Value!["bundle"], entry.Value["candidate"] }).OfType<JsonNode>().Select(name => name.GetValue<string>()).Distinct()];

    public static string Folder => FolderOf(Name);

    public static string FolderOf(string name) => Path.Combine(Repository.Models, name);

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

    /// <summary>A registry that names the chest bundle for both chest modalities, and that bundle, in a folder of their own.</summary>
    public static string Copy(string to, Action<JsonNode>? edit = null)
    {
        Register(to, ("chest_xray", Name, null), ("covid_xray", Name, null));
        return Add(to, Name, edit);
    }

    /// <summary>The chest bundle under another name, changed.</summary>
    public static string Add(string to, string name, Action<JsonNode>? edit = null, Func<byte[], byte[]>? graph = null)
    {
        var target = Directory.CreateDirectory(Path.Combine(to, name)).FullName;
        var bytes = File.ReadAllBytes(Path.Combine(Folder, "model.onnx"));
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "model.json")))!;
        if (graph is not null) bytes = graph(bytes);
        manifest["onnx"]!["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        edit?.Invoke(manifest);
        File.WriteAllBytes(Path.Combine(target, "model.onnx"), bytes);
        File.WriteAllText(Path.Combine(target, "model.json"), manifest.ToJsonString());
        return target;
    }

    public static void Edit(string bundle, Action<JsonNode> change)
    {
        var path = Path.Combine(bundle, "model.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        change(manifest);
        File.WriteAllText(path, manifest.ToJsonString());
    }

    public static void Register(string to, params (string Modality, string Bundle, string? Candidate)[] entries)
    {
        var registry = new JsonObject();
        foreach (var (modality, bundle, candidate) in entries)
        {
            registry[modality] = new JsonObject { ["bundle"] = bundle };
            if (candidate is not null) registry[modality]!["candidate"] = candidate;
        }

        File.WriteAllText(Path.Combine(to, "registry.json"), registry.ToJsonString());
    }

    /// <summary>
    /// Lets everything pass, for tests of what comes behind the gate: the synthetic samples are no tests of a gate, and the gate has its own.
    /// </summary>
    public static void OpenGate(JsonNode manifest) => manifest["gate"]!["threshold"] = -1e9;

    /// <summary>Answers whatever the image is.</summary>
    public static void NeverAbstain(JsonNode manifest)
    {
        OpenGate(manifest);
        manifest["ood"]!["threshold"] = 1e9;
        foreach (var label in manifest["labels"]!.AsArray()) manifest["abstention"]!["minimum_confidence"]![label!.GetValue<string>()] = 0;
    }

    /// <summary>Judges studies as well, every gate open, by the graph's output of that name from 3 files on, or by the mean of the files.</summary>
    public static void JudgeStudies(JsonNode manifest, string? output)
    {
        OpenGate(manifest);
        manifest["modalities"] = new JsonArray("lung_ct", "cardiac_mri");
        manifest["study"] = new JsonObject
        {
            ["output"] = output,
            ["smallest"] = 3,
            ["temperature"] = 2,
            ["gate_floor"] = -1e9,
            ["ood_threshold"] = 1e9,
            ["minimum_confidence"] = new JsonObject(manifest["labels"]!.AsArray().Select(label => KeyValuePair.Create(label!.GetValue<string>(), (JsonNode?)0))),
        };
    }

    public static ModelRegistry Registry(string? folder = null)
    {
        var registry = new ModelRegistry(Options.Create(new ModelOptions { Directory = folder ?? Repository.Models }));
        registry.Load();
        return registry;
    }
}
