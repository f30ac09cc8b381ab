namespace Csss.Contracts.Events;

/// <summary>Someone read or changed something, or was refused.</summary>
/// <param name="Object">Kind and id, for instance <c>scans/0199…</c>.</param>
/// <param name="Outcome"><c>allowed</c> or <c>denied</c>.</param>
/// <param name="Source">The address the request came from.</param>
public sealed record AccessRecorded(
    Guid ActorId,
    string Role,
    string Action,
    string Object,
    Guid? PatientId,
    string Outcome,
    string? Reason,
    string Source,
    DateTimeOffset At);
