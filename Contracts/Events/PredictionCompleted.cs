namespace Csss.Contracts.Events;

/// <summary>A model has judged a scan, or abstained.</summary>
/// <param name="Label">Null when abstained.</param>
/// <param name="Confidence">Calibrated, percent with two decimals; null when abstained.</param>
/// <param name="Probabilities">Percent for each label.</param>
public sealed record PredictionCompleted(
    Guid ScanId,
    Guid PatientId,
    Guid UploadedBy,
    string Modality,
    string ModelName,
    string ModelVersion,
    string? Label,
    decimal? Confidence,
    IReadOnlyDictionary<string, decimal> Probabilities,
    bool Abstained,
    string? AbstainReason,
    DateTimeOffset CompletedAt);
