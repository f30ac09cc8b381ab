namespace Csss.Reports.Scans;

/// <summary>A scan as Inference tells it between services.</summary>
/// <param name="Status"><c>queued</c>, <c>processing</c>, <c>completed</c>, <c>rejected</c> or <c>failed</c>.</param>
/// <param name="InCare">Whether the doctor asked for is in care of the patient.</param>
/// <param name="TraceParent">W3C trace parent of the upload.</param>
internal sealed record Scan(
    Guid ScanId,
    Guid PatientId,
    string Modality,
    string Status,
    DateTimeOffset UploadedAt,
    IReadOnlyList<ScanFile>? Files,
    Prediction? Prediction,
    Gradcam? Gradcam,
    bool InCare,
    string? TraceParent);

internal sealed record ScanFile(long Bytes, int? Width, int? Height, string Sha256);

/// <param name="Confidence">Calibrated, percent; null when abstained, as is the label.</param>
/// <param name="AllProbs">Percent for each label.</param>
internal sealed record Prediction(
    string? Label,
    decimal? Confidence,
    IReadOnlyDictionary<string, decimal> AllProbs,
    bool Abstained,
    string? AbstainReason,
    PredictionModel Model);

internal sealed record PredictionModel(string Name, string Version, string Sha256);

/// <param name="TargetLabel">The class whose evidence the heatmap shows.</param>
internal sealed record Gradcam(string? TargetLabel);
