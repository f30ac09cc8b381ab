namespace Csss.Inference.Readings;

/// <summary>A doctor's own view of a scan, before or after seeing the model's.</summary>
internal sealed class Reading
{
    public long Id { get; init; }

    public required Guid DoctorId { get; init; }

    public required bool BeforeAi { get; init; }

    public string? Impression { get; set; }

    public string? Label { get; set; }

    public bool? Agrees { get; set; }

    public string? Reason { get; set; }

    public required DateTimeOffset RecordedAt { get; set; }
}
