using System.Security.Cryptography;
using System.Text.Json;

namespace Csss.Inference.Models;

/// <summary>A bundle on disk whose graph is the one its manifest names.</summary>
internal sealed record ModelBundle(ModelManifest Manifest, byte[] Graph)
{
    /// <exception cref="ModelRefusedException">Missing, of another schema, inconsistent, or the wrong bytes.</exception>
    public static ModelBundle Read(string folder)
    {
        try
        {
            var manifest = ModelManifest.Read(Path.Combine(folder, "model.json"));
            Verify(manifest, folder);
            var graph = File.ReadAllBytes(Path.Combine(folder, Path.GetFileName(manifest.Onnx.File)));
            var actual = Convert.ToHexStringLower(SHA256.HashData(graph));
            return actual == manifest.Onnx.Sha256
                ? new ModelBundle(manifest, graph)
                : throw new ModelRefusedException($"{folder}: {manifest.Onnx.File} has SHA-256 {actual}, model.json says {manifest.Onnx.Sha256}. Restore the bundle.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ModelRefusedException($"{folder}: the bundle cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static void Verify(ModelManifest manifest, string folder)
    {
        if (manifest.Schema != ModelManifest.KnownSchema)
            throw new ModelRefusedException($"{folder}: model.json has schema {manifest.Schema}; this service reads schema {ModelManifest.KnownSchema}.");
        if (manifest.Labels is not { Count: > 1 } || manifest.Labels.Distinct(StringComparer.Ordinal).Count() != manifest.Labels.Count)
            throw new ModelRefusedException($"{folder}: model.json needs at least two labels, each once.");
        if (!(manifest.Temperature > 0)) throw new ModelRefusedException($"{folder}: the temperature must be above zero.");
        if (manifest.Labels.Any(label => !manifest.Abstention.MinimumConfidence.ContainsKey(label)))
            throw new ModelRefusedException($"{folder}: each label needs a minimum confidence.");
        if (manifest.Preprocess is not { Grey: "itu-r-601", Alpha: "over_black", SixteenBitDivisor: 257, Aspect: "stretch", Resize: { Filter: "triangle", Antialias: true } })
            throw new ModelRefusedException($"{folder}: model.json asks for pre-processing that this service does not do.");
    }
}
