using System.Text.Json;
using System.Text.Json.Nodes;
using Csss.ServiceDefaults;

namespace Csss.Inference.Tests.Models;

/// <summary><c>golden.json</c> of a bundle, as models/README.md defines it: what training computed.</summary>
internal sealed record GoldenFile(string ModelSha256, GoldenTolerance Tolerance, IReadOnlyList<GoldenVector> Vectors, IReadOnlyList<GoldenStudy>? Studies = null)
{
    public static GoldenFile Read(string bundle) =>
        JsonSerializer.Deserialize<GoldenFile>(File.ReadAllText(Path.Combine(Bundle.FolderOf(bundle), "golden.json")), ApiJson.Options)!;
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
    Dictionary<string, double[][]> Gradcam);

/// <param name="StudyLogits">Label → number, or the numbers in the labels' order.</param>
internal sealed record GoldenStudy(
    IReadOnlyList<string> Files, string Root, IReadOnlyList<string> Sha256s, JsonNode StudyLogits, Dictionary<string, double> Probabilities, GoldenDecision Decision)
{
    public double[] LogitsOf(IReadOnlyList<string> labels) =>
        StudyLogits is JsonObject named ? [.. labels.Select(label => named[label]!.GetValue<double>())] : [.. StudyLogits.AsArray().Select(value => value!.GetValue<double>())];
}
