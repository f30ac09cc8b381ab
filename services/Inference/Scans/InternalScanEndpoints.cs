using Csss.Contracts;
using Csss.Inference.Care;
using Csss.Inference.GradCam;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Microsoft.EntityFrameworkCore;

namespace Csss.Inference.Scans;

/// <summary><c>/internal/scans/{id}</c> for our own services. They decide who may see what they fetch; <c>in_care</c> is there for that.</summary>
internal static class InternalScanEndpoints
{
    public static void MapInternalScans(this IEndpointRouteBuilder app)
    {
        var scan = app.MapGroup("/internal/scans/{id:guid}").RequireInternalScope(Scopes.ScansRead).NotAudited("the service that asks records what its user did").ExcludeFromDescription();
        scan.MapGet("", GetAsync);
        scan.MapGet("image", ImageAsync);
        scan.MapGet("gradcam", OverlayAsync);
    }

    private static async Task<IResult> GetAsync(Guid id, Guid? doctor, InferenceDb database, TimeProvider time, CancellationToken cancellationToken)
    {
        var scan = await database.Scans.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (scan is null) return ApiProblem.NotFound();

        bool? inCare = doctor is { } asked ? await database.IsInCareAsync(asked, scan.PatientId, time.GetUtcNow(), cancellationToken) : null;
        return TypedResults.Ok(InternalScanJson.Of(scan, inCare));
    }

    private static Task<IResult> ImageAsync(Guid id, int? index, HttpContext http, ScanPictures pictures, InferenceDb database, CancellationToken cancellationToken) =>
        pictures.ImageAsync(database.Scans, id, index ?? 0, http, cancellationToken);

    private static Task<IResult> OverlayAsync(
        Guid id, string? label, float? opacity, int? index, HttpContext http, ScanPictures pictures, InferenceDb database, CancellationToken cancellationToken) =>
        pictures.OverlayAsync(database.Scans, id, new HeatmapRequest(label, opacity, index ?? 0), http, cancellationToken);
}
