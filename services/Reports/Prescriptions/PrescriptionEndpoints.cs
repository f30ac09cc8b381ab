using System.Security.Claims;
using Csss.Contracts;
using Csss.Messaging.Auditing;
using Csss.Reports.Reports;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Csss.Storage.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Prescriptions;

/// <summary>Prescribing, and what was prescribed, for doctors.</summary>
internal static class PrescriptionEndpoints
{
    public static void MapPrescriptions(this IEndpointRouteBuilder app)
    {
        var prescriptions = app.MapGroup("/doctor/prescriptions").RequireRoles(Roles.Doctor).WithTags("Prescriptions")
            .AddEndpointFilter<NoStore>().AddEndpointFilter<ReportRefusals>().WithMetadata(new RequestSizeLimitAttribute(PrescriptionRequest.LargestBody));
        prescriptions.MapPost("", IssueAsync).Audited("prescription.issue", "prescriptions").ProducesProblem(404).ProducesProblem(422)
            .WithSummary("Prescribe for a patient in your care.");
        prescriptions.MapGet("", ListAsync).Audited("prescription.list", "prescriptions").ProducesProblem(404)
            .WithSummary("What you prescribed; of a patient in your care (patient_id), what anybody prescribed. Newest first.");
    }

    private static async Task<Results<Created<IssuedAnswer>, ApiProblem>> IssueAsync(
        PrescriptionRequest request, ClaimsPrincipal user, Prescribing prescribing, CancellationToken cancellationToken)
    {
        if (request.Problem() is { } problem) return problem;
        var (prescription, refusal) = await prescribing.IssueAsync(request, user.UserId(), cancellationToken);
        return prescription is null ? refusal! : TypedResults.Created((string?)null, IssuedAnswer.Of(prescription));
    }

    private static async Task<Results<Ok<Page<DoctorPrescription>>, ApiProblem>> ListAsync(
        [FromQuery(Name = "patient_id")] Guid? patientId, [AsParameters] PageRequest page, ClaimsPrincipal user, Prescribing prescribing, ReportsDb database,
        AccessAudit audit, CancellationToken cancellationToken)
    {
        var doctorId = user.UserId();
        audit.About(patientId);
        if (patientId is { } asked && !await prescribing.IsInCareAsync(doctorId, asked, cancellationToken)) return ApiProblem.NotFound();

        // What a colleague prescribed matters to whoever prescribes next.
        var prescriptions = patientId is { } patient
            ? database.Prescriptions.Where(prescription => prescription.PatientId == patient)
            : database.Prescriptions.Where(prescription => prescription.PrescribedBy == doctorId);
        var rows = await prescriptions.AsNoTracking().ToPageAsync(page, prescription => prescription, cancellationToken);
        return TypedResults.Ok(new Page<DoctorPrescription>([.. rows.Items.Select(DoctorPrescription.Of)], rows.NextCursor));
    }
}
