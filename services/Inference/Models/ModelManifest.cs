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
    AbstentionSpec Abstention,
    StudySpec? Study = null)
{
    public const int KnownSchema = 1;

    /// <summary>A field that is missing or null where it may not be is told by its name, instead of failing later.</summary>
    private static readonly JsonSerializerOptions Strict =
        new(ApiJson.Options) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <exception cref="JsonException">Not a manifest.</exception>
    public static ModelManifest Read(string path) => Parse(File.ReadAllBytes(path));

    /// <exception cref="JsonException">Not a manifest.</exception>
    public static ModelManifest Parse(byte[] json) =>
        JsonSerializer.Deserialize<ModelManifest>(json, Strict) ?? throw new JsonException("model.json is empty.");
}

/// <summary>The graph's file and its lower-case SHA-256.</summary>
internal sealed record OnnxFile(string File, string Sha256);

/// <summary>The graph's one input.</summary>
internal sealed record InputSpec(string Name, string Layout, IReadOnlyList<JsonElement> Shape);

/// <summary>A scalar output, where it turns, and the reason that goes with it.</summary>
internal sealed record ScoreLimit(string Output, double Threshold, string Reason);

/// <summary>The least calibrated probability with which a label may win.</summary>
internal sealed record AbstentionSpec(IReadOnlyDictionary<string, double> MinimumConfidence, string Reason);

/// <summary>How several files are judged as one study.</summary>
/// <param name="Temperature">Of the study's logits.</param>
/// <param name="MinimumConfidence">As <see cref="AbstentionSpec"/>'s, for a study.</param>
/// <param name="GateFloor">A single file below it rejects the whole study.</param>
/// <param name="OodThreshold">For the mean of the files' scores.</param>
/// <param name="Output">The graph's output with the study's logits; null: they are the mean of the files'.</param>
/// <param name="Smallest">With fewer files the mean is taken although there is an output.</param>
internal sealed record StudySpec(
    double Temperature,
    IReadOnlyDictionary<string, double> MinimumConfidence,
    double GateFloor,
    double OodThreshold,
    string? Output = null,
    int? Smallest = null);

/// <summary>From file to input; the steps are in models/README.md.</summary>
internal sealed record PreprocessSpec(
    string Grey,
    string Alpha,
    float SixteenBitDivisor,
    double Margin,
    string Aspect,
    ResizeSpec Resize,
    IntensitySpec Intensity,
    IReadOnlyList<float> Range)
{
    /// <summary>Of one input.</summary>
    public int Pixels => Resize.Width * Resize.Height;
}

internal sealed record ResizeSpec(int Width, int Height, string Filter, bool Antialias);

internal sealed record IntensitySpec(double LowPercentile, double HighPercentile, double MinimumRange);
