namespace Csss.Inference.Shadow;

/// <summary>What a candidate said about a scan that another model answered. Shown to nobody; <c>shadow-report</c> counts them.</summary>
internal sealed class ShadowPrediction
{
    public long Id { get; init; }

    public required Guid ScanId { get; init; }

    /// <summary>The version whose answer was given, at that time.</summary>
    public required string ServedVersion { get; init; }

    /// <summary>Of its graph.</summary>
    public required string ServedSha256 { get; init; }

    public required string ModelName { get; init; }

    public required string ModelVersion { get; init; }

    /// <summary>Of the candidate's graph.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>Null when it abstained or rejected.</summary>
    public string? Label { get; init; }

    /// <summary>Calibrated, percent with two decimals.</summary>
    public decimal? Confidence { get; init; }

    /// <summary>Calibrated percent of each label; empty when it rejected.</summary>
    public required Dictionary<string, decimal> Probabilities { get; init; }

    public string? AbstainReason { get; init; }

    /// <summary>The code with which it would have rejected the scan.</summary>
    public string? Rejection { get; init; }

    /// <summary>Decoding and the forward pass.</summary>
    public required double InferenceMs { get; init; }

    public required DateTimeOffset At { get; init; }
}
