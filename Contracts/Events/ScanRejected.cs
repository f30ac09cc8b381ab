namespace Csss.Contracts.Events;

/// <summary>A scan cannot be read as what it was sent as; upload it anew.</summary>
/// <param name="Code">Stable reason, for instance <c>unreadable_image</c>.</param>
public sealed record ScanRejected(Guid ScanId, Guid PatientId, Guid UploadedBy, string Code, DateTimeOffset RejectedAt);
