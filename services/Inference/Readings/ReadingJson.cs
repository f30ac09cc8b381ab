namespace Csss.Inference.Readings;

/// <summary>A doctor's own view, as it is kept.</summary>
internal sealed record ReadingJson(Guid DoctorId, bool BeforeAi, string? Impression, string? Label, bool? Agrees, string? Reason, DateTimeOffset RecordedAt)
{
    public static ReadingJson Of(Reading reading) =>
        new(reading.DoctorId, reading.BeforeAi, reading.Impression, reading.Label, reading.Agrees, reading.Reason, reading.RecordedAt);
}
