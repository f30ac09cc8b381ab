using System.Security.Cryptography;
using System.Text.Json;

namespace Csss.Inference.Models;

/// <summary>A bundle on disk whose graph is the one its manifest names.</summary>
/// <param name="Fingerprint">Of the manifest's and the graph's bytes: two bundles with the same one are the same.</param>
internal sealed record ModelBundle(ModelManifest Manifest, byte[] Graph, string Fingerprint)
{
    public const string ManifestFile = "model.json";

    /// <exception cref="ModelRefusedException">Missing, of another schema, inconsistent, or the wrong bytes.</exception>
    public static ModelBundle Read(string folder)
    {
        try
        {
            var json = File.ReadAllBytes(Path.Combine(folder, ManifestFile));
            var manifest = ModelManifest.Parse(json);
            if (ManifestRules.ProblemOf(manifest) is { } problem) throw new ModelRefusedException($"{folder}: {problem}");

            var graph = File.ReadAllBytes(Path.Combine(folder, Path.GetFileName(manifest.Onnx.File)));
            var actual = Convert.ToHexStringLower(SHA256.HashData(graph));
            return actual == manifest.Onnx.Sha256
                ? new ModelBundle(manifest, graph, Convert.ToHexStringLower(SHA256.HashData(json)) + actual)
                : throw new ModelRefusedException($"{folder}: {manifest.Onnx.File} has SHA-256 {actual}, model.json says {manifest.Onnx.Sha256}. Restore the bundle.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ModelRefusedException($"{folder}: the bundle cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
