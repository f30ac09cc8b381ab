using Csss.Contracts;
using Csss.Identity.BreakGlass;
using Csss.Messaging.Auditing;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Audit;

/// <summary>A patient's account is the patient's; so is an emergency access to their data.</summary>
internal sealed class UserSubjects(IdentityDb database) : IAuditSubjects
{
    public Task<Guid?> PatientOfAsync(string kind, Guid id, CancellationToken cancellationToken) => kind switch
    {
        "users" => database.Users.Where(user => user.Id == id && user.Role == Roles.Patient).Select(user => (Guid?)user.Id).SingleOrDefaultAsync(cancellationToken),
        "break-glass" => database.Set<EmergencyAccess>().Where(access => access.Id == id).Select(access => (Guid?)access.PatientId).SingleOrDefaultAsync(cancellationToken),
        _ => Task.FromResult<Guid?>(null),
    };
}
