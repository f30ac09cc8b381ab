using System.Security.Claims;
using Csss.Contracts;
using Csss.Identity.Accounts;
using Csss.Identity.Limits;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Csss.Storage.Paging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csss.Identity.BreakGlass;

/// <summary><c>POST /doctor/break-glass</c>, and the admins' review list.</summary>
internal static class BreakGlassEndpoints
{
    public const string OpenAction = "break_glass.open";

    public static void MapBreakGlass(this IEndpointRouteBuilder app)
    {
        app.MapPost("/doctor/break-glass", OpenAsync).RequireRoles(Roles.Doctor).Audited(OpenAction, "patients").WithTags("Doctor").ProducesProblem(422)
            .WithSummary("Emergency access to a patient who is not in your care, for eight hours. It is recorded, and the admins are told.");
        var review = app.MapGroup("/admin/break-glass").RequireRoles(Roles.Admin).WithTags("Admin");
        review.MapGet("", EmergencyReview.ListAsync).Audited("break_glass.list", "break-glass").NoStore()
            .WithSummary("Emergency accesses, newest first; reviewed=false for those nobody has looked at.");
        review.MapPost("/{id:guid}/review", EmergencyReview.MarkAsync).Audited("break_glass.review", "break-glass", "id").NoStore().ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Mark one as reviewed, in your name.");
    }

    private static async Task<Results<Created<BreakGlassAnswer>, ApiProblem>> OpenAsync(
        BreakGlassRequest request, ClaimsPrincipal caller, BreakingGlass breaking, AccessAudit audit, CancellationToken cancellationToken)
    {
        var reason = request.Reason?.Trim() ?? "";
        var errors = new FieldErrors()
            .Check(request.PatientId is not null, "patient_id", "Say whose data you need.")
            .Check(reason.Length is >= EmergencyReasons.MinLength and <= EmergencyReasons.MaxLength && UnicodeText.IsWellFormed(reason), "reason",
                $"A reason of {EmergencyReasons.MinLength} to {EmergencyReasons.MaxLength} characters is needed.");
        if (errors.ToProblem() is { } problem) return problem;

        audit.About(patientId: null, request.PatientId);
        return await breaking.OpenAsync(caller.UserId(), request.PatientId!.Value, reason, cancellationToken) is { } access
            ? TypedResults.Created((string?)null, new BreakGlassAnswer(access.Id, access.PatientId, access.Until))
            : ApiProblem.Refused("unknown_patient", "That is not a patient.");
    }
}

internal sealed record BreakGlassRequest(Guid? PatientId, string? Reason);

internal sealed record BreakGlassAnswer(Guid BreakGlassId, Guid PatientId, DateTimeOffset Until);
