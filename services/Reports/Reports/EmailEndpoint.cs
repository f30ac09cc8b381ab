using System.Security.Claims;
using Csss.Contracts.Commands;
using Csss.Messaging;
using Csss.Messaging.Auditing;
using Csss.Reports.Scans;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Csss.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Reports;

/// <summary>Asks Notifications to mail a scan's latest report to its patient.</summary>
internal static class EmailEndpoint
{
    public static async Task<Results<Accepted<QueuedAnswer>, ApiProblem>> EmailAsync(
        Guid scanId, ClaimsPrincipal user, InferenceClient inference, ReportsDb database, AccessAudit audit, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await inference.FindAsync(scanId, user.UserId(), cancellationToken) is not { } scan) return ApiProblem.NotFound();

        CsssActivities.LinkCurrentTo(scan.TraceParent);
        var report = await database.Reports.Where(report => report.ScanId == scanId).OrderByDescending(report => report.Version).FirstOrDefaultAsync(cancellationToken);
        if (report is null) return ApiProblem.Conflict("no_report", "No report of this scan has been signed: generate one first.");

        var now = time.GetUtcNow();
        report.EmailRequestedAt = now;
        database.Publish(new EmailReport(report.Id, report.ScanId, report.PatientId, user.UserId()), now);
        audit.Record(database, report.PatientId, reason: $"reports/{report.Id}");
        await database.SaveChangesAsync(cancellationToken);
        return TypedResults.Accepted($"/reports/{report.Id}", new QueuedAnswer(report.Id, "queued"));
    }
}
