using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Inference.Care;
using Csss.Inference.GradCam;
using Csss.Inference.Readings;
using Csss.Messaging;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Microsoft.EntityFrameworkCore;

namespace Csss.Inference.Scans;

/// <summary><c>/doctor/scans/{id}</c>: one scan, its pictures, another attempt. Not in care is 404.</summary>
internal static class ScanEndpoints
{
    public static void MapScans(this IEndpointRouteBuilder app)
    {
        var scan = app.MapGroup("/doctor/scans/{id:guid}").RequireRoles(Roles.Doctor);
        scan.MapGet("", GetAsync).Audited("scan.read", "scans", "id").WithSummary("One scan.").Produces<ScanJson>();
        scan.MapPost("retry", RetryAsync).Audited("scan.retry", "scans", "id").WithSummary("Try a failed scan again.").Produces<QueuedJson>(StatusCodes.Status202Accepted);
        scan.MapGet("image", ImageAsync).Audited("scan.image.read", "scans", "id").WithSummary("The scan as an 8-bit PNG; the longest side is 4096 pixels at most. ?index= a slice of a study.").ProducesPng();
        scan.MapGet("gradcam", OverlayAsync).Audited("scan.gradcam.read", "scans", "id").WithSummary("The scan with the heatmap over it. ?label= another class, ?opacity=0..1, ?index= a slice.").ProducesPng();
        scan.MapGet("heatmap", HeatmapAsync).Audited("scan.heatmap.read", "scans", "id").WithSummary("The bare heatmap with alpha. ?label= another class, ?index= a slice.").ProducesPng();
    }

    private static async Task<IResult> GetAsync(Guid id, HttpContext http, InferenceDb database, TimeProvider time, CancellationToken cancellationToken)
    {
        var doctor = http.User.UserId();
        var scan = await database.ScansInCareOf(doctor, time.GetUtcNow()).AsNoTracking().AsSplitQuery()
            .Include(row => row.Readings.Where(reading => reading.DoctorId == doctor))
            .SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        return scan is null
            ? ApiProblem.NotFound()
            : TypedResults.Ok(ScanJson.Of(scan) with { Readings = [.. scan.Readings.Select(ReadingJson.Of)] });
    }

    private static async Task<IResult> RetryAsync(
        Guid id, HttpContext http, InferenceDb database, AccessAudit audit, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var scan = await database.ScansInCareOf(http.User.UserId(), now).SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (scan is null) return ApiProblem.NotFound();
        if (!scan.TryRequeue()) return NotFailed();

        database.Publish(new ClassifyScan(scan.Id, scan.Attempt), now);
        audit.Record(database, scan.PatientId);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return NotFailed();
        }

        return TypedResults.Accepted($"/doctor/scans/{id}", new QueuedJson(id, ScanStatus.Queued));
    }

    private static ApiProblem NotFailed() =>
        ApiProblem.Conflict("not_failed", "Only a failed scan can be tried again. A rejected one is uploaded anew.");

    private static Task<IResult> ImageAsync(Guid id, int? index, HttpContext http, ScanPictures pictures, InferenceDb database, TimeProvider time, CancellationToken cancellationToken) =>
        pictures.ImageAsync(database.ScansInCareOf(http.User.UserId(), time.GetUtcNow()), id, index ?? 0, http, cancellationToken);

    private static Task<IResult> OverlayAsync(
        Guid id, string? label, float? opacity, int? index, HttpContext http, ScanPictures pictures, InferenceDb database, TimeProvider time, CancellationToken cancellationToken) =>
        pictures.OverlayAsync(database.ScansInCareOf(http.User.UserId(), time.GetUtcNow()), id, new HeatmapRequest(label, opacity, index ?? 0), http, cancellationToken);

    private static Task<IResult> HeatmapAsync(
        Guid id, string? label, int? index, HttpContext http, ScanPictures pictures, InferenceDb database, TimeProvider time, CancellationToken cancellationToken) =>
        pictures.HeatmapAsync(database.ScansInCareOf(http.User.UserId(), time.GetUtcNow()), id, new HeatmapRequest(label, null, index ?? 0), http, cancellationToken);

    private static void ProducesPng(this RouteHandlerBuilder route) => route.Produces<byte[]>(StatusCodes.Status200OK, "image/png");
}
