using System.Globalization;
using Csss.Contracts;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Reports;

/// <summary>For our own services, never routed by the gateway.</summary>
internal static class InternalReportEndpoints
{
    public const string TraceParentHeader = "X-Trace-Parent";
    public const string VersionHeader = "X-Report-Version";

    public static void MapInternalReports(this IEndpointRouteBuilder app)
    {
        var reports = app.MapGroup("/internal/reports").RequireInternalScope(Scopes.ReportsRead).NotAudited("the request that made us send the report was recorded").ExcludeFromDescription().AddEndpointFilter<NoStore>();
        reports.MapGet("/{reportId:guid}/pdf", DownloadAsync);
    }

    /// <summary>The encrypted PDF, with the upload's trace parent so that the delivery's span can link to it.</summary>
    private static async Task<Results<FileContentHttpResult, ApiProblem>> DownloadAsync(
        Guid reportId, HttpResponse response, ReportsDb database, ReportFile file, CancellationToken cancellationToken)
    {
        if (await database.Reports.AsNoTracking().SingleOrDefaultAsync(report => report.Id == reportId, cancellationToken) is not { } report) return ApiProblem.NotFound();

        if (report.TraceParent is { } traceParent) response.Headers[TraceParentHeader] = traceParent;
        response.Headers[VersionHeader] = report.Version.ToString(CultureInfo.InvariantCulture);
        return await file.AttachmentAsync(report, cancellationToken);
    }
}
