namespace Csss.Contracts.Events;

/// <summary>Classification failed and can be tried again.</summary>
public sealed record PredictionFailed(Guid ScanId, Guid PatientId, Guid UploadedBy, string Code, int Attempts, DateTimeOffset FailedAt);
