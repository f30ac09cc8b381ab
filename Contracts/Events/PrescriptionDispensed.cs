namespace Csss.Contracts.Events;

/// <summary>A pharmacist dispensed a prescription.</summary>
public sealed record PrescriptionDispensed(Guid PrescriptionId, Guid PatientId, Guid By, DateTimeOffset At);
