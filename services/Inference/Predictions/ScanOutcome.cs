using Csss.Inference.Scans;

namespace Csss.Inference.Predictions;

/// <summary>A prediction, or why the scan was rejected: exactly one of the two.</summary>
/// <param name="Judged">False when no model saw it, because a file cannot be decoded.</param>
/// <param name="Milliseconds">Decoding and the forward pass.</param>
internal sealed record ScanOutcome(Prediction? Prediction, ScanFailure? Rejection, bool Judged, double Milliseconds);
