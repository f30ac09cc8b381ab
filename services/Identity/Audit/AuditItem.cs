namespace Csss.Identity.Audit;

/// <summary>An entry, as an admin sees it.</summary>
internal sealed record AuditItem(
    long Sequence, DateTimeOffset At, Guid ActorId, string Role, string Action, string Object, Guid? PatientId, string Outcome, string? Reason, string Source)
{
    public static AuditItem Of(AuditEntry entry) => new(
        entry.Sequence, entry.At, entry.ActorId, entry.Role, entry.Action, entry.Object, entry.PatientId, entry.Outcome, entry.Reason, entry.Source);
}

/// <summary>Whether the trail is as it was written.</summary>
internal sealed record VerifyAnswer(bool Intact, long Checked, string Head)
{
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public long? FirstBad { get; init; }

    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public string? Fault { get; init; }

    public static VerifyAnswer Of(AuditVerdict verdict) => new(verdict.Intact, verdict.Checked, verdict.Head) { FirstBad = verdict.FirstBad, Fault = verdict.Fault };
}
