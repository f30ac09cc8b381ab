using Csss.Contracts;
using Csss.Inference.Care;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Csss.Storage.Paging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Csss.Inference.Scans;

/// <summary><c>GET /doctor/scans</c>: the scans of the patients in the doctor's care, newest first.</summary>
internal static class ScanListEndpoint
{
    public static void MapScanList(this IEndpointRouteBuilder app) =>
        app.MapGet("/doctor/scans", ListAsync).RequireRoles(Roles.Doctor).Audited("scan.list", "scans")
            .WithSummary("Scans of the patients in your care, newest first.").Produces<Page<ScanJson>>();

    private static async Task<IResult> ListAsync(
        [AsParameters] Filter filter, [AsParameters] PageRequest page, HttpContext http, InferenceDb database, AccessAudit audit, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Errors(filter) is { Count: > 0 } errors) return ApiProblem.Invalid(errors);

        audit.About(filter.PatientId);
        var scans = database.ScansInCareOf(http.User.UserId(), time.GetUtcNow()).AsNoTracking();
        if (filter.PatientId is { } patient) scans = scans.Where(scan => scan.PatientId == patient);
        if (filter.Status is { } status) scans = scans.Where(scan => scan.Status == status);
        if (filter.Modality is { } modality) scans = scans.Where(scan => scan.Modality == modality);
        if (filter.Label is { } label) scans = scans.Where(scan => scan.Label == label);

        var rows = await scans.ToPageAsync(page, scan => scan, cancellationToken);
        return TypedResults.Ok(new Page<ScanJson>([.. rows.Items.Select(scan => ScanJson.Of(scan, withProbabilities: false))], rows.NextCursor));
    }

    /// <summary>A misspelt filter must not look like a patient without scans. Labels are the models' own: any text may be asked for.</summary>
    private static Dictionary<string, string[]> Errors(Filter filter)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (filter.Status is { } status && !ScanStatus.All.Contains(status, StringComparer.Ordinal)) errors["status"] = ["One of: " + string.Join(", ", ScanStatus.All)];
        if (filter.Modality is { } modality && !Modalities.All.Contains(modality, StringComparer.Ordinal)) errors["modality"] = ["One of: " + string.Join(", ", Modalities.All)];
        return errors;
    }

    internal sealed record Filter(
        [FromQuery(Name = "patient_id")] Guid? PatientId,
        [FromQuery(Name = "status")] string? Status,
        [FromQuery(Name = "modality")] string? Modality,
        [FromQuery(Name = "label")] string? Label);
}
