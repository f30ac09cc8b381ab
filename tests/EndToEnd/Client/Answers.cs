using System.Text.Json.Serialization;

namespace Csss.EndToEnd.Tests.Client;

// The fields of API.md that these tests read.
internal sealed record Registered(Guid UserId, string Role, string Status);

internal sealed record Session(string AccessToken, string TokenType, int ExpiresIn, string RefreshToken, bool OtpRequired, string Role, string Name, Guid? UserId);

internal sealed record Verification(bool Verified);

internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

internal sealed record PatientItem(Guid PatientId, string Name, DateTimeOffset? LastScanAt);

internal sealed record Scan(Guid ScanId, Guid PatientId, string Status, Prediction? Prediction, Gradcam? Gradcam, Failure? Failure);

internal sealed record Prediction(
    string? Label, decimal? Confidence, IReadOnlyDictionary<string, decimal>? AllProbs, bool Abstained, string? AbstainReason, ModelVersion Model, double InferenceMs);

internal sealed record ModelVersion(string Name, string Version, string Sha256);

internal sealed record Gradcam(string? TargetLabel, string OverlayUrl, string HeatmapUrl);

internal sealed record Failure(string Code, string Detail);

internal sealed record Report(Guid ReportId, int Version, string Status);

internal sealed record Passphrase([property: JsonPropertyName("passphrase")] string Text);

internal sealed record HistoryItem(Guid ScanId, string Status, HistoryResult? Result, HistoryReport? Report);

internal sealed record HistoryResult(string? Label, string? Summary);

internal sealed record HistoryReport(Guid ReportId, int Version, DateTimeOffset GeneratedAt, DateTimeOffset? EmailedAt);

internal sealed record AuditEntry(long Sequence, Guid ActorId, string Role, string Action, string Object, Guid? PatientId, string Outcome);
