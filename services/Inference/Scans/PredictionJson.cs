using System.Text.Json.Serialization;
using Csss.Inference.Predictions;

namespace Csss.Inference.Scans;

/// <summary>What the model said. Confidences in percent with two decimals.</summary>
internal sealed record PredictionJson(
    string? Label,
    decimal? Confidence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, decimal>? AllProbs,
    bool Abstained,
    string? AbstainReason,
    ModelJson Model,
    double InferenceMs)
{
    public static PredictionJson? Of(Prediction? prediction, bool withProbabilities) => prediction is null ? null : new(
        prediction.Label, prediction.Confidence, withProbabilities ? prediction.Probabilities : null, prediction.AbstainReason is not null,
        prediction.AbstainReason, new ModelJson(prediction.ModelName, prediction.ModelVersion, prediction.ModelSha256), prediction.InferenceMs);
}

internal sealed record ModelJson(string Name, string Version, string Sha256);
