namespace Csss.Contracts.Events;

/// <summary>A scan was stored and waits for classification.</summary>
/// <param name="Modality">One of <see cref="Modalities"/>.</param>
/// <param name="Sha256">Lower-case hex; of a study: over its files' hashes in order.</param>
public sealed record ScanUploaded(
    Guid ScanId,
    Guid PatientId,
    Guid UploadedBy,
    string Modality,
    string Sha256,
    DateTimeOffset UploadedAt);
