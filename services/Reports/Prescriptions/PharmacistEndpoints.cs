using System.Security.Claims;
using Csss.Contracts;
using Csss.Messaging.Auditing;
using Csss.Reports.People;
using Csss.Reports.Reports;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Csss.Storage.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Prescriptions;

/// <summary>The pharmacist's queue. Names come from Identity at each request and are not kept here.</summary>
internal static class PharmacistEndpoints
{
    private static readonly string[] Statuses = ["issued", "dispensed"];

    public static void MapPharmacist(this IEndpointRouteBuilder app)
    {
        var prescriptions = app.MapGroup("/pharmacist/prescriptions").RequireRoles(Roles.Pharmacist).WithTags("Pharmacist")
            .AddEndpointFilter<NoStore>().AddEndpointFilter<ReportRefusals>().WithMetadata(new RequestSizeLimitAttribute(DispenseRequest.LargestBody));
        prescriptions.MapGet("", ListAsync).Audited("prescription.list", "prescriptions").WithSummary("Prescriptions to dispense (status=issued, the default), or dispensed ones, newest first.");
        prescriptions.MapGet("/{prescriptionId:guid}", GetAsync).Audited("prescription.read", "prescriptions", "prescriptionId").ProducesProblem(404).WithSummary("One prescription.");
        prescriptions.MapPost("/{prescriptionId:guid}/dispense", DispenseAsync).Audited("prescription.dispense", "prescriptions", "prescriptionId").ProducesProblem(404).ProducesProblem(409).WithSummary("Dispense it: once.");
    }

    private static async Task<Results<Ok<Page<PharmacistPrescription>>, ApiProblem>> ListAsync(
        [FromQuery(Name = "status")] string? status, [AsParameters] PageRequest page, ReportsDb database, IdentityClient identity, CancellationToken cancellationToken)
    {
        if (!Statuses.Contains(status ?? Statuses[0], StringComparer.Ordinal)) return ApiProblem.Invalid("status", "One of: " + string.Join(", ", Statuses));

        var wanted = status == Statuses[1] ? PrescriptionStatus.Dispensed : PrescriptionStatus.Issued;
        var rows = await database.Prescriptions.AsNoTracking().Where(prescription => prescription.Status == wanted)
            .ToPageAsync(page, prescription => prescription, cancellationToken);
        var people = await PeopleOfAsync(rows.Items, identity, cancellationToken);
        return TypedResults.Ok(new Page<PharmacistPrescription>([.. rows.Items.Select(prescription => PharmacistPrescription.Of(prescription, people))], rows.NextCursor));
    }

    private static async Task<Results<Ok<PharmacistPrescription>, ApiProblem>> GetAsync(
        Guid prescriptionId, ReportsDb database, IdentityClient identity, CancellationToken cancellationToken)
    {
        var prescription = await database.Prescriptions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == prescriptionId, cancellationToken);
        return prescription is null
            ? ApiProblem.NotFound()
            : TypedResults.Ok(PharmacistPrescription.Of(prescription, await PeopleOfAsync([prescription], identity, cancellationToken)));
    }

    private static async Task<Results<Ok<DispensedAnswer>, ApiProblem>> DispenseAsync(
        Guid prescriptionId, [FromBody(EmptyBodyBehavior = Microsoft.AspNetCore.Mvc.ModelBinding.EmptyBodyBehavior.Allow)] DispenseRequest? request, ClaimsPrincipal user,
        Dispensing dispensing, CancellationToken cancellationToken)
    {
        request ??= new DispenseRequest();
        if (request.Problem() is { } problem) return problem;
        return await dispensing.DispenseAsync(prescriptionId, user.UserId(), FreeText.Given(request.Notes), cancellationToken) switch
        {
            { Outcome: DispenseOutcome.Dispensed, At: var at } => TypedResults.Ok(new DispensedAnswer(prescriptionId, PrescriptionStatus.Dispensed, at)),
            { Outcome: DispenseOutcome.Unknown } => ApiProblem.NotFound(),
            _ => ApiProblem.Conflict("already_dispensed", "This prescription has been dispensed already."),
        };
    }

    private static Task<IReadOnlyDictionary<Guid, Documents.Person>> PeopleOfAsync(
        IReadOnlyList<Prescription> prescriptions, IdentityClient identity, CancellationToken cancellationToken) =>
        identity.PeopleAsync(prescriptions.SelectMany(prescription => new[] { prescription.PatientId, prescription.PrescribedBy }), cancellationToken);
}
