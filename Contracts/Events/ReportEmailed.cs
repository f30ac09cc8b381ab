namespace Csss.Contracts.Events;

/// <summary>The mail server accepted a report.</summary>
/// <param name="Channel"><c>email</c>.</param>
public sealed record ReportEmailed(Guid ReportId, Guid ScanId, Guid PatientId, string Channel, DateTimeOffset SentAt);
