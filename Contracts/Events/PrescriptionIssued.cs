namespace Csss.Contracts.Events;

/// <summary>A doctor issued a prescription.</summary>
public sealed record PrescriptionIssued(Guid PrescriptionId, Guid PatientId, Guid By, DateTimeOffset At);
