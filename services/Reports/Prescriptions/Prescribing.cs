using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Messaging;
using Csss.Messaging.Auditing;
using Csss.Reports.Care;
using Csss.Reports.People;
using Csss.Reports.Scans;
using Csss.ServiceDefaults.Problems;

namespace Csss.Reports.Prescriptions;

/// <summary>Issues prescriptions: by a doctor in care, for an active patient, of whom the scan is if one is named.</summary>
internal sealed class Prescribing(ReportsDb database, InferenceClient inference, IdentityClient identity, AccessAudit audit, TimeProvider time)
{
    /// <exception cref="UnavailableException">Identity or Inference did not answer; nothing was stored.</exception>
    public async Task<(Prescription? Prescription, ApiProblem? Refusal)> IssueAsync(PrescriptionRequest request, Guid doctorId, CancellationToken cancellationToken)
    {
        audit.About(request.PatientId);
        if (!await IsInCareAsync(doctorId, request.PatientId, cancellationToken)) return (null, ApiProblem.NotFound());
        if (!await identity.IsActivePatientAsync(request.PatientId, cancellationToken))
            return (null, ApiProblem.Refused("unknown_patient", "There is no active patient with this id."));
        if (request.ScanId is { } scanId && (await inference.FindAsync(scanId, doctorId, cancellationToken))?.PatientId != request.PatientId)
            return (null, ApiProblem.Refused("unknown_scan", "This patient has no scan with this id."));

        var now = time.GetUtcNow();
        var prescription = new Prescription
        {
            Id = Ids.New(now),
            PatientId = request.PatientId,
            PrescribedBy = doctorId,
            ScanId = request.ScanId,
            Items = request.Lines,
            IssuedAt = now,
        };
        database.Add(prescription);
        audit.Record(database, prescription.PatientId, prescription.Id);
        database.Publish(new PrescriptionIssued(prescription.Id, prescription.PatientId, doctorId, now), now);
        await database.SaveChangesAsync(cancellationToken);
        return (prescription, null);
    }

    /// <summary>Asks the care table, and Identity when it says no: the table follows events and may lag behind an upload or a break-glass.</summary>
    /// <exception cref="UnavailableException">The table says no and Identity did not answer.</exception>
    public async Task<bool> IsInCareAsync(Guid doctorId, Guid patientId, CancellationToken cancellationToken) =>
        await database.IsInCareAsync(doctorId, patientId, time.GetUtcNow(), cancellationToken) || await identity.IsInCareAsync(doctorId, patientId, cancellationToken);
}
