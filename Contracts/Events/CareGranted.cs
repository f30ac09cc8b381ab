namespace Csss.Contracts.Events;

/// <summary>A doctor is in care of a patient.</summary>
/// <param name="Until">Null: without end.</param>
public sealed record CareGranted(Guid DoctorId, Guid PatientId, DateTimeOffset? Until, DateTimeOffset At);
