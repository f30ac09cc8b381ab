using System.Security.Claims;
using Csss.Contracts;
using Csss.Messaging.Auditing;
using Csss.Reports.Reports;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Csss.Storage.Paging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csss.Reports.History;

/// <summary>What a patient sees: their own scans and signed reports.</summary>
internal static class HistoryEndpoints
{
    public static void MapHistory(this IEndpointRouteBuilder app)
    {
        var patient = app.MapGroup("/patient").RequireRoles(Roles.Patient).WithTags("Patient").AddEndpointFilter<NoStore>();
        patient.MapGet("/history", ListAsync).Audited("history.list", "scans");
        patient.MapGet("/report/{reportId:guid}", DownloadAsync).Audited("report.download", "reports", "reportId")
            .Produces(StatusCodes.Status200OK, contentType: ReportFile.ContentType);
        patient.MapGet("/report/{reportId:guid}/passphrase", PassphraseAsync).Audited("report.passphrase.read", "reports", "reportId");
    }

    private static async Task<Ok<Page<HistoryItem>>> ListAsync(
        [AsParameters] PageRequest page, ClaimsPrincipal user, ReportsDb database, CancellationToken cancellationToken) =>
        TypedResults.Ok(await database.HistoryAsync(user.UserId(), page, cancellationToken));

    private static async Task<Results<FileContentHttpResult, ApiProblem>> DownloadAsync(
        Guid reportId, ClaimsPrincipal user, ReportAccess access, ReportFile file, CancellationToken cancellationToken) =>
        await access.ForPatientAsync(reportId, user.UserId(), cancellationToken) is { } report
            ? await file.AttachmentAsync(report, cancellationToken)
            : ApiProblem.NotFound();

    private static async Task<Results<Ok<PassphraseAnswer>, ApiProblem>> PassphraseAsync(
        Guid reportId, ClaimsPrincipal user, ReportAccess access, ReportPassphrases passphrases, CancellationToken cancellationToken) =>
        await access.ForPatientAsync(reportId, user.UserId(), cancellationToken) is { } report
            ? TypedResults.Ok(passphrases.Open(report))
            : ApiProblem.NotFound();
}
