namespace Csss.Contracts.Events;

/// <summary>A report could not be delivered.</summary>
public sealed record ReportDeliveryFailed(
    Guid ReportId,
    Guid ScanId,
    Guid PatientId,
    string Channel,
    string Code,
    int Attempts,
    DateTimeOffset FailedAt);
