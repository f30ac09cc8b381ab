using Csss.Messaging.Auditing;
using Microsoft.EntityFrameworkCore;

namespace Csss.Inference.Scans;

/// <summary>Whose scan it is, also for a doctor who may not see it: the patient is to know who tried.</summary>
internal sealed class ScanSubjects(InferenceDb database) : IAuditSubjects
{
    public Task<Guid?> PatientOfAsync(string kind, Guid id, CancellationToken cancellationToken) =>
        database.Scans.Where(scan => scan.Id == id).Select(scan => (Guid?)scan.PatientId).SingleOrDefaultAsync(cancellationToken);
}
