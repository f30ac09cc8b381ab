using Csss.Reports.Documents;
using Csss.ServiceDefaults.Operations;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Reports;

/// <summary>Tells whether a printed report is ours, from its id and its verification code. Exit code 0: genuine; 1: not.</summary>
internal sealed class VerifyReportCommand(ReportsDb database, VerificationCodes codes) : IOperatorCommand
{
    public string Name => "verify-report";

    public string Usage => "REPORT_ID CODE    whether a printed report is genuine, and whether a later version replaces it";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments is not [var id, var code] || !Guid.TryParse(id, out var reportId))
        {
            await output.WriteLineAsync($"{Name} {Usage}");
            return 2;
        }

        var report = await database.Reports.AsNoTracking().SingleOrDefaultAsync(report => report.Id == reportId, cancellationToken);
        if (report is null || !codes.Matches(reportId, code))
        {
            await output.WriteLineAsync("Not genuine: no report has this id and this code.");
            return 1;
        }

        var latest = await database.Reports.Where(other => other.ScanId == report.ScanId).MaxAsync(other => other.Version, cancellationToken);
        await output.WriteLineAsync($"Genuine: version {report.Version} for scan {report.ScanId}, signed by {report.SignedBy} at {report.GeneratedAt:u}.");
        if (latest > report.Version) await output.WriteLineAsync($"Superseded: the latest version is {latest}.");
        return 0;
    }
}
