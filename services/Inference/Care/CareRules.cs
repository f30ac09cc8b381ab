using Csss.Inference.Scans;
using Microsoft.EntityFrameworkCore;

namespace Csss.Inference.Care;

/// <summary>Whose scan is it: the one place that says which scans a doctor sees.</summary>
internal static class CareRules
{
    /// <summary>The scans of the patients this doctor is in care of now.</summary>
    public static IQueryable<Scan> ScansInCareOf(this InferenceDb database, Guid doctorId, DateTimeOffset now) =>
        database.Scans.Where(scan => database.Care.Any(care =>
            care.DoctorId == doctorId && care.PatientId == scan.PatientId && (care.Until == null || care.Until > now)));

    /// <summary>Whether this doctor is in care of the patient now.</summary>
    public static Task<bool> IsInCareAsync(
        this InferenceDb database, Guid doctorId, Guid patientId, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.Care.AnyAsync(
            care => care.DoctorId == doctorId && care.PatientId == patientId && (care.Until == null || care.Until > now), cancellationToken);

    /// <summary>Adds the relation or lengthens it; it is never shortened. Saved with the caller's next save.</summary>
    public static async Task GrantCareAsync(
        this InferenceDb database, Guid doctorId, Guid patientId, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        if (await database.Care.FindAsync([doctorId, patientId], cancellationToken) is not { } care)
            database.Care.Add(new CareRelation { DoctorId = doctorId, PatientId = patientId, Until = until });
        else if (care.Until is not null && (until is null || until > care.Until))
            care.Until = until;
    }
}
