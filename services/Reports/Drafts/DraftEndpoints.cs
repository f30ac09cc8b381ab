using System.Security.Claims;
using Csss.Contracts;
using Csss.Messaging.Auditing;
using Csss.Reports.Reports;
using Csss.Reports.Scans;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Drafts;

/// <summary>The words of a report not yet signed, saved as the doctor types: exactly as typed, spaces included.</summary>
internal static class DraftEndpoints
{
    public static void MapDrafts(this IEndpointRouteBuilder app)
    {
        var draft = app.MapGroup("/reports/draft/{scanId:guid}").RequireRoles(Roles.Doctor).WithTags("Reports")
            .AddEndpointFilter<NoStore>().AddEndpointFilter<ReportRefusals>()
            .WithMetadata(new RequestSizeLimitAttribute(ReportRequest.LargestBody));
        draft.MapGet("", GetAsync).Audited("draft.read", "scans", "scanId");
        draft.MapPut("", SaveAsync).Audited("draft.save", "scans", "scanId");
    }

    private static async Task<Results<Ok<DraftAnswer>, ApiProblem>> GetAsync(
        Guid scanId, ClaimsPrincipal user, InferenceClient inference, ReportsDb database, AccessAudit audit, CancellationToken cancellationToken)
    {
        var doctorId = user.UserId();
        if (await inference.FindAsync(scanId, doctorId, cancellationToken) is not { } scan) return ApiProblem.NotFound();

        audit.About(scan.PatientId);
        var draft = await database.Drafts.AsNoTracking().SingleOrDefaultAsync(draft => draft.ScanId == scanId && draft.DoctorId == doctorId, cancellationToken);
        return draft is null ? ApiProblem.NotFound() : TypedResults.Ok(DraftAnswer.Of(draft));
    }

    private static async Task<Results<Ok<DraftAnswer>, ApiProblem>> SaveAsync(
        Guid scanId, ReportRequest request, ClaimsPrincipal user, InferenceClient inference, DraftSaving saving, CancellationToken cancellationToken)
    {
        if (request.Problem() is { } problem) return problem;
        if (await inference.FindAsync(scanId, user.UserId(), cancellationToken) is not { } scan) return ApiProblem.NotFound();
        if (scan.Prediction is { } prediction && request.LabelProblem(prediction.AllProbs.Keys) is { } wrong) return wrong;

        return TypedResults.Ok(DraftAnswer.Of(await saving.SaveAsync(scan, user.UserId(), request, cancellationToken)));
    }
}
