using Csss.Messaging.Auditing;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Reports;

/// <summary>Whose report, scan or prescription it is, as far as this service has heard, also for a doctor who may not see it.</summary>
internal sealed class ReportSubjects(ReportsDb database) : IAuditSubjects
{
    public Task<Guid?> PatientOfAsync(string kind, Guid id, CancellationToken cancellationToken) => kind switch
    {
        "reports" => database.Reports.Where(report => report.Id == id).Select(report => (Guid?)report.PatientId).SingleOrDefaultAsync(cancellationToken),
        "scans" => database.Scans.Where(scan => scan.Id == id).Select(scan => (Guid?)scan.PatientId).SingleOrDefaultAsync(cancellationToken),
        "prescriptions" => database.Prescriptions.Where(row => row.Id == id).Select(row => (Guid?)row.PatientId).SingleOrDefaultAsync(cancellationToken),
        _ => Task.FromResult<Guid?>(null),
    };
}
