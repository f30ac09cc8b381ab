using System.Security.Claims;
using Csss.Messaging.Auditing;
using Csss.Reports.Documents;
using Csss.Reports.Scans;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Csss.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Csss.Reports.Reports;

/// <summary>Generating, which is signing; and previewing, which signs nothing and stores nothing.</summary>
internal static class GenerateEndpoint
{
    public static async Task<Results<Created<GeneratedAnswer>, ApiProblem>> GenerateAsync(
        Guid scanId, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ReportRequest? request, ClaimsPrincipal user, InferenceClient inference,
        ReportComposer composer, ReportSigning signing, TimeProvider time, CancellationToken cancellationToken)
    {
        request ??= new ReportRequest();
        var (scan, problem) = await FindAsync(scanId, request, user, inference, cancellationToken);
        if (scan is null) return problem!;

        CsssActivities.LinkCurrentTo(scan.TraceParent);
        var content = await composer.ComposeAsync(scan, user.UserId(), request.Words, time.GetUtcNow(), cancellationToken);
        var report = await signing.SignAsync(content, ReportRequest.English, cancellationToken);
        return TypedResults.Created($"/reports/{report.Id}", GeneratedAnswer.Of(report));
    }

    public static async Task<Results<FileContentHttpResult, ApiProblem>> PreviewAsync(
        Guid scanId, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ReportRequest? request, ClaimsPrincipal user, InferenceClient inference,
        ReportComposer composer, ReportDrawing drawing, AccessAudit audit, TimeProvider time, CancellationToken cancellationToken)
    {
        request ??= new ReportRequest();
        var (scan, problem) = await FindAsync(scanId, request, user, inference, cancellationToken);
        if (scan is null) return problem!;

        audit.About(scan.PatientId);
        var content = await composer.ComposeAsync(scan, user.UserId(), request.Words, time.GetUtcNow(), cancellationToken);
        return TypedResults.File(await drawing.DrawAsync(content, cancellationToken), ReportFile.ContentType);
    }

    /// <summary>A scan that a report can be written of, or why there is none.</summary>
    private static async Task<(Scan? Scan, ApiProblem? Problem)> FindAsync(
        Guid scanId, ReportRequest request, ClaimsPrincipal user, InferenceClient inference, CancellationToken cancellationToken)
    {
        if (request.Problem() is { } problem) return (null, problem);
        if (await inference.FindAsync(scanId, user.UserId(), cancellationToken) is not { } scan) return (null, ApiProblem.NotFound());
        if (scan.Status != "completed" || scan.Prediction is null) return (null, ApiProblem.Conflict("not_completed", "The scan has no result yet: a report needs one."));
        return request.LabelProblem(scan.Prediction.AllProbs.Keys) is { } wrong ? (null, wrong) : (scan, null);
    }
}
