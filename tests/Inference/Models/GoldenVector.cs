using System.Text.Json;
using Csss.ServiceDefaults;

namespace Csss.Inference.Tests.Models;

/// <summary><c>golden.json</c> of the chest bundle, as models/README.md defines it: what training computed.</summary>
internal sealed record GoldenFile(string ModelSha256, GoldenTolerance Tolerance, IReadOnlyList<GoldenVector> Vectors)
{
    public static GoldenFile Read() =>
        JsonSerializer.Deserialize<GoldenFile>(File.ReadAllText(Path.Combine(Bundle.Folder, "golden.json")), ApiJson.Options)!;
}

internal sealed record GoldenTolerance(double Probability, double Cam);

internal sealed record GoldenTensor(double Mean, double Std, double[][] Blocks);

internal sealed record GoldenDecision(string Outcome, string? Label, string? Reason);

internal sealed record GoldenVector(
    string File,
    string Root,
    string Sha256,
    GoldenTensor Tensor,
    Dictionary<string, double> Logits,
    Dictionary<string, double> Probabilities,
    double Gate,
    double Ood,
    GoldenDecision Decision,
    Dictionary<string, double[][]> Gradcam)
{
    public string Path => System.IO.Path.Combine(Root == "repository" ? Repository.Root : Repository.SharedData, File);
}
