using Csss.Contracts;
using Csss.Inference.Care;
using Csss.ServiceDefaults.Authentication;
using Csss.Storage.Paging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Csss.Inference.Scans;

/// <summary><c>GET /doctor/scans</c>: the scans of the patients in the doctor's care, newest first.</summary>
internal static class ScanListEndpoint
{
    public static void MapScanList(this IEndpointRouteBuilder app) =>
        app.MapGet("/doctor/scans", ListAsync).RequireRoles(Roles.Doctor)
            .WithSummary("Scans of the patients in your care, newest first.").Produces<Page<ScanJson>>();

    private static async Task<IResult> ListAsync(
        [AsParameters] Filter filter, [AsParameters] PageRequest page, HttpContext http, InferenceDb database, TimeProvider time, CancellationToken cancellationToken)
    {
        var scans = database.ScansInCareOf(http.User.UserId(), time.GetUtcNow()).AsNoTracking();
        if (filter.PatientId is { } patient) scans = scans.Where(scan => scan.PatientId == patient);
        if (filter.Status is { } status) scans = scans.Where(scan => scan.Status == status);
        if (filter.Modality is { } modality) scans = scans.Where(scan => scan.Modality == modality);
        if (filter.Label is { } label) scans = scans.Where(scan => scan.Label == label);

        var rows = await scans.ToPageAsync(page, scan => scan, cancellationToken);
        return TypedResults.Ok(new Page<ScanJson>([.. rows.Items.Select(scan => ScanJson.Of(scan, withProbabilities: false))], rows.NextCursor));
    }

    internal sealed record Filter(
        [FromQuery(Name = "patient_id")] Guid? PatientId,
        [FromQuery(Name = "status")] string? Status,
        [FromQuery(Name = "modality")] string? Modality,
        [FromQuery(Name = "label")] string? Label);
}
