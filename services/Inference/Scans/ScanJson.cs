using System.Text.Json.Serialization;
using Csss.Inference.Readings;

namespace Csss.Inference.Scans;

/// <summary>A scan, as a doctor in care sees it.</summary>
internal sealed record ScanJson(
    Guid ScanId,
    Guid PatientId,
    Guid UploadedBy,
    string Modality,
    string Status,
    DateTimeOffset UploadedAt,
    DateTimeOffset? CompletedAt,
    string? Notes,
    IReadOnlyList<FileJson> Files,
    PredictionJson? Prediction,
    GradCamJson? Gradcam,
    FailureJson? Failure)
{
    /// <summary>The asking doctor's own readings; only in the detail.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReadingJson>? Readings { get; init; }

    /// <param name="scan">With its files and its prediction.</param>
    /// <param name="withProbabilities">False in lists.</param>
    public static ScanJson Of(Scan scan, bool withProbabilities = true) => new(
        scan.Id, scan.PatientId, scan.UploadedBy, scan.Modality, scan.Status, scan.UploadedAt, scan.CompletedAt, scan.Notes,
        [.. scan.Files.OrderBy(file => file.Index).Select(file => new FileJson(file.Name, file.Bytes, file.Width, file.Height, file.Sha256))],
        PredictionJson.Of(scan.Prediction, withProbabilities),
        scan.Prediction is { } prediction
            ? new GradCamJson(prediction.TargetLabel, $"/doctor/scans/{scan.Id}/gradcam", $"/doctor/scans/{scan.Id}/heatmap")
            : null,
        scan.FailureCode is null ? null : new FailureJson(scan.FailureCode, scan.FailureDetail!));
}

internal sealed record FileJson(string Name, long Bytes, int Width, int Height, string Sha256);

internal sealed record GradCamJson(string TargetLabel, string OverlayUrl, string HeatmapUrl);

internal sealed record FailureJson(string Code, string Detail);

/// <summary>Answer to an upload or a retry.</summary>
internal sealed record QueuedJson(Guid ScanId, string Status);
