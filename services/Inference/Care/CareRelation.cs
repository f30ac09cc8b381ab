namespace Csss.Inference.Care;

/// <summary>A doctor is in care of a patient.</summary>
internal sealed class CareRelation
{
    public required Guid DoctorId { get; init; }

    public required Guid PatientId { get; init; }

    /// <summary>Null: without end.</summary>
    public DateTimeOffset? Until { get; set; }
}
