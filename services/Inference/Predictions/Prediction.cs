namespace Csss.Inference.Predictions;

/// <summary>What a model said about a scan, with all that is needed to show where it looked without asking it again.</summary>
internal sealed class Prediction
{
    public long Id { get; init; }

    public required string ModelName { get; init; }

    public required string ModelVersion { get; init; }

    /// <summary>Of the graph, lower-case hex.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>Null when the model abstained.</summary>
    public string? Label { get; init; }

    /// <summary>Calibrated, percent with two decimals; null when the model abstained.</summary>
    public decimal? Confidence { get; init; }

    /// <summary>Calibrated percent of each label, in the model's order.</summary>
    public required Dictionary<string, decimal> Probabilities { get; init; }

    /// <summary>The likeliest label, also when the model abstained: whose heatmap is shown unless another is asked for.</summary>
    public required string TargetLabel { get; init; }

    public string? AbstainReason { get; init; }

    /// <summary>The gate's logit.</summary>
    public required float Gate { get; init; }

    /// <summary>The out-of-distribution score.</summary>
    public required float Ood { get; init; }

    /// <summary>Grad-CAM before ReLU of every label, little-endian floats: file × label × row × column.</summary>
    public required byte[] Cams { get; init; }

    /// <summary>Fraction of each side that the model did not see.</summary>
    public required double Margin { get; init; }

    /// <summary>Decoding and the forward pass, in milliseconds.</summary>
    public required double InferenceMs { get; init; }

    public required DateTimeOffset CompletedAt { get; init; }
}
