namespace Csss.Contracts.Events;

/// <summary>A doctor signed a report.</summary>
/// <param name="Sha256">Lower-case hex, of the encrypted PDF.</param>
public sealed record ReportGenerated(
    Guid ReportId,
    Guid ScanId,
    Guid PatientId,
    Guid SignedBy,
    int Version,
    string Language,
    string Sha256,
    DateTimeOffset GeneratedAt);
