using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Care;

internal static class CareRelations
{
    public static Task<bool> IsInCareAsync(this ReportsDb database, Guid doctorId, Guid patientId, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.Care.AnyAsync(care => care.DoctorId == doctorId && care.PatientId == patientId && (care.Until == null || care.Until > now), cancellationToken);

    /// <summary>Notes it without saving. What is heard late never shortens what is known.</summary>
    public static async Task GrantCareAsync(this ReportsDb database, Guid doctorId, Guid patientId, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        if (await database.Care.FindAsync([doctorId, patientId], cancellationToken) is not { } known)
            database.Add(new CareRelation { DoctorId = doctorId, PatientId = patientId, Until = until });
        else if (known.Until is { } end)
            known.Until = until is { } later && later < end ? end : until;
    }
}
