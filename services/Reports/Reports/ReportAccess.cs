using Csss.Reports.Care;
using Csss.Reports.Scans;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Reports;

/// <summary>Whose report is it: a patient's own; a doctor's while in care of its patient. Null is 404, whatever the reason.</summary>
internal sealed class ReportAccess(ReportsDb database, InferenceClient inference, TimeProvider time)
{
    public Task<Report?> ForPatientAsync(Guid reportId, Guid patientId, CancellationToken cancellationToken) =>
        database.Reports.AsNoTracking().SingleOrDefaultAsync(report => report.Id == reportId && report.PatientId == patientId, cancellationToken);

    /// <summary>Asks the care table, and Inference when it says no: the table follows events and may lag behind a break-glass or an upload.</summary>
    /// <exception cref="UnavailableException">The table says no and Inference did not answer.</exception>
    public async Task<Report?> ForDoctorAsync(Guid reportId, Guid doctorId, CancellationToken cancellationToken)
    {
        if (await database.Reports.AsNoTracking().SingleOrDefaultAsync(report => report.Id == reportId, cancellationToken) is not { } report) return null;

        var inCare = await database.IsInCareAsync(doctorId, report.PatientId, time.GetUtcNow(), cancellationToken)
            || await inference.FindAsync(report.ScanId, doctorId, cancellationToken) is not null;
        return inCare ? report : null;
    }

    public Task<Report?> ForSignerAsync(Guid reportId, Guid doctorId, CancellationToken cancellationToken) =>
        database.Reports.AsNoTracking().SingleOrDefaultAsync(report => report.Id == reportId && report.SignedBy == doctorId, cancellationToken);
}
