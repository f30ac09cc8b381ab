using System.Security.Claims;
using Csss.Contracts;
using Csss.Messaging.Auditing;
using Csss.Reports.Scans;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Reports;

/// <summary>Writing, signing, reading and sending reports.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder app)
    {
        var reports = app.MapGroup("/reports").WithTags("Reports").AddEndpointFilter<NoStore>().AddEndpointFilter<ReportRefusals>()
            .WithMetadata(new RequestSizeLimitAttribute(ReportRequest.LargestBody));
        var doctor = reports.MapGroup("").RequireRoles(Roles.Doctor);
        doctor.MapPost("/generate/{scanId:guid}", GenerateEndpoint.GenerateAsync).Audited("report.sign", "scans", "scanId");
        doctor.MapPost("/preview/{scanId:guid}", GenerateEndpoint.PreviewAsync).Audited("report.preview", "scans", "scanId")
            .Produces(StatusCodes.Status200OK, contentType: ReportFile.ContentType);
        doctor.MapPost("/email/{scanId:guid}", EmailEndpoint.EmailAsync).Audited("report.email", "scans", "scanId");
        doctor.MapGet("/versions/{scanId:guid}", VersionsAsync).Audited("report.list", "scans", "scanId");
        doctor.MapGet("/{reportId:guid}", GetAsync).Audited("report.read", "reports", "reportId");
        doctor.MapGet("/{reportId:guid}/pdf", DownloadAsync).Audited("report.download", "reports", "reportId")
            .Produces(StatusCodes.Status200OK, contentType: ReportFile.ContentType);
        reports.MapGet("/{reportId:guid}/passphrase", PassphraseAsync).RequireRoles(Roles.Doctor, Roles.Patient)
            .Audited("report.passphrase.read", "reports", "reportId");
    }

    /// <summary>Every signed version of a scan's report, the latest first: there are few, so they come at once.</summary>
    private static async Task<Results<Ok<ReportVersions>, ApiProblem>> VersionsAsync(
        Guid scanId, ClaimsPrincipal user, InferenceClient inference, ReportsDb database, Documents.VerificationCodes codes, AccessAudit audit, CancellationToken cancellationToken)
    {
        if (await inference.FindAsync(scanId, user.UserId(), cancellationToken) is not { } scan) return ApiProblem.NotFound();

        audit.About(scan.PatientId);
        var reports = await database.Reports.AsNoTracking().Where(report => report.ScanId == scanId).OrderByDescending(report => report.Version).ToListAsync(cancellationToken);
        return TypedResults.Ok(new ReportVersions([.. reports.Select((report, place) => ReportDetails.Of(report, place == 0 ? null : reports[0].Id, codes))]));
    }

    private static async Task<Results<Ok<ReportDetails>, ApiProblem>> GetAsync(
        Guid reportId, ClaimsPrincipal user, ReportAccess access, ReportsDb database, Documents.VerificationCodes codes, CancellationToken cancellationToken)
    {
        if (await access.ForDoctorAsync(reportId, user.UserId(), cancellationToken) is not { } report) return ApiProblem.NotFound();

        var latest = await database.Reports.Where(other => other.ScanId == report.ScanId).OrderByDescending(other => other.Version)
            .Select(other => other.Id).FirstAsync(cancellationToken);
        return TypedResults.Ok(ReportDetails.Of(report, latest == report.Id ? null : latest, codes));
    }

    private static async Task<Results<FileContentHttpResult, ApiProblem>> DownloadAsync(
        Guid reportId, ClaimsPrincipal user, ReportAccess access, ReportFile file, CancellationToken cancellationToken) =>
        await access.ForDoctorAsync(reportId, user.UserId(), cancellationToken) is { } report
            ? await file.AttachmentAsync(report, cancellationToken)
            : ApiProblem.NotFound();

    private static async Task<Results<Ok<PassphraseAnswer>, ApiProblem>> PassphraseAsync(
        Guid reportId, ClaimsPrincipal user, ReportAccess access, ReportPassphrases passphrases, CancellationToken cancellationToken)
    {
        var report = user.Role() == Roles.Patient
            ? await access.ForPatientAsync(reportId, user.UserId(), cancellationToken)
            : await access.ForSignerAsync(reportId, user.UserId(), cancellationToken);
        return report is null ? ApiProblem.NotFound() : TypedResults.Ok(passphrases.Open(report));
    }
}
