using System.Text.Json;
using Csss.ServiceDefaults;

namespace Csss.Inference.Models;

/// <summary><c>model.json</c>, as models/README.md defines it field by field. Probabilities are fractions.</summary>
internal sealed record ModelManifest(
    int Schema,
    string Name,
    string Version,
    IReadOnlyList<string> Modalities,
    IReadOnlyList<string> Labels,
    OnnxFile Onnx,
    InputSpec Input,
    PreprocessSpec Preprocess,
    double Temperature,
    ScoreLimit Gate,
    ScoreLimit Ood,
    AbstentionSpec Abstention)
{
    public const int KnownSchema = 1;

    /// <exception cref="JsonException">Not a manifest.</exception>
    public static ModelManifest Read(string path)
    {
        using var file = File.OpenRead(path);
        return JsonSerializer.Deserialize<ModelManifest>(file, ApiJson.Options) ?? throw new JsonException("model.json is empty.");
    }
}

/// <summary>The graph's file and its lower-case SHA-256.</summary>
internal sealed record OnnxFile(string File, string Sha256);

/// <summary>The graph's one input.</summary>
internal sealed record InputSpec(string Name, string Layout, IReadOnlyList<JsonElement> Shape);

/// <summary>A scalar output, where it turns, and the reason that goes with it.</summary>
internal sealed record ScoreLimit(string Output, double Threshold, string Reason);

/// <summary>The least calibrated probability with which a label may win.</summary>
internal sealed record AbstentionSpec(IReadOnlyDictionary<string, double> MinimumConfidence, string Reason);

/// <summary>From file to input; the steps are in models/README.md.</summary>
internal sealed record PreprocessSpec(
    string Grey,
    string Alpha,
    float SixteenBitDivisor,
    double Margin,
    string Aspect,
    ResizeSpec Resize,
    IntensitySpec Intensity,
    IReadOnlyList<float> Range);

internal sealed record ResizeSpec(int Width, int Height, string Filter, bool Antialias);

internal sealed record IntensitySpec(double LowPercentile, double HighPercentile, double MinimumRange);
