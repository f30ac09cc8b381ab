namespace Csss.Contracts.Commands;

/// <summary>Send a report to its patient.</summary>
public sealed record EmailReport(Guid ReportId, Guid ScanId, Guid PatientId, Guid RequestedBy);
