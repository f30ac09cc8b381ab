using Csss.Inference.Scans;

namespace Csss.Inference.Predictions;

/// <summary>A prediction, or why the scan was rejected: exactly one of the two.</summary>
internal sealed record ScanOutcome(Prediction? Prediction, ScanFailure? Rejection);
