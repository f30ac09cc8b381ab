using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.Live;

/// <summary>A doctor in care of a patient, as far as this service has heard.</summary>
internal sealed class CareRelation
{
    public required Guid DoctorId { get; init; }

    public required Guid PatientId { get; init; }

    /// <summary>Null: without end.</summary>
    public DateTimeOffset? Until { get; set; }
}

internal static class CareRelations
{
    public static IQueryable<CareRelation> InCareAt(this IQueryable<CareRelation> relations, DateTimeOffset now) =>
        relations.Where(care => care.Until == null || care.Until > now);

    /// <summary>Notes it without saving. What is heard late never shortens what is known.</summary>
    public static async Task GrantCareAsync(this NotificationsDb database, Guid doctorId, Guid patientId, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        if (await database.Set<CareRelation>().FindAsync([doctorId, patientId], cancellationToken) is not { } known)
            database.Add(new CareRelation { DoctorId = doctorId, PatientId = patientId, Until = until });
        else if (known.Until is { } end)
            known.Until = until is { } later && later < end ? end : until;
    }
}
