using Microsoft.AspNetCore.Mvc;

namespace Csss.Identity.Audit;

/// <summary>Which entries; <c>from</c> is included, <c>to</c> is not.</summary>
internal sealed record AuditFilter(
    [FromQuery(Name = "actor")] Guid? Actor,
    [FromQuery(Name = "action")] string? Action,
    [FromQuery(Name = "object")] string? Object,
    [FromQuery(Name = "patient")] Guid? Patient,
    [FromQuery(Name = "from")] DateTimeOffset? From,
    [FromQuery(Name = "to")] DateTimeOffset? To)
{
    public IQueryable<AuditEntry> Apply(IQueryable<AuditEntry> entries)
    {
        if (Actor is { } actor) entries = entries.Where(entry => entry.ActorId == actor);
        if (!string.IsNullOrEmpty(Action)) entries = entries.Where(entry => entry.Action == Action);
        if (!string.IsNullOrEmpty(Object)) entries = entries.Where(entry => entry.Object == Object);
        if (Patient is { } patient) entries = entries.Where(entry => entry.PatientId == patient);
        if (From is { } from) entries = entries.Where(entry => entry.At >= from);
        if (To is { } to) entries = entries.Where(entry => entry.At < to);
        return entries;
    }
}
