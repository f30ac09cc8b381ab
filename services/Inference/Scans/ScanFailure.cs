namespace Csss.Inference.Scans;

/// <summary>Why a scan was rejected or failed.</summary>
/// <param name="Code">Stable and machine-readable.</param>
/// <param name="Detail">One sentence for the doctor, without anything about the patient.</param>
internal sealed record ScanFailure(string Code, string Detail);
