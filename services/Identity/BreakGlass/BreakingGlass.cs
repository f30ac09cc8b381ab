using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Contracts.Events;
using Csss.Identity.Accounts;
using Csss.Identity.Limits;
using Csss.Identity.Mail;
using Csss.Messaging;
using Csss.Messaging.Auditing;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.BreakGlass;

/// <summary>Gives the access, tells the other services, records it and alerts the admins: all of it or none.</summary>
internal sealed class BreakingGlass(
    IdentityDb database, EmergencyReasons reasons, AccountMail mail, MailBudget budget, AccessAudit audit, TimeProvider time)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(8);
    private static readonly TimeSpan AlertLifetime = TimeSpan.FromDays(1);

    /// <summary>Null when that is not a patient. The account's status does not matter in an emergency.</summary>
    public async Task<EmergencyAccess?> OpenAsync(Guid doctorId, Guid patientId, string reason, CancellationToken cancellationToken)
    {
        if (!await database.Users.AnyAsync(user => user.Id == patientId && user.Role == Roles.Patient, cancellationToken)) return null;

        var now = time.GetUtcNow();
        var id = Ids.New(now);
        var access = new EmergencyAccess
        {
            Id = id,
            DoctorId = doctorId,
            PatientId = patientId,
            SealedReason = reasons.Seal(id, reason),
            GrantedAt = now,
            Until = now + Lasts,
        };
        database.Add(access);
        database.Publish(new CareGranted(doctorId, patientId, access.Until, now), now);
        audit.Record(database, patientId, patientId, EmergencyAccess.ReferenceTo(id));
        await AlertAsync(access, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return access;
    }

    /// <summary>By its id alone. A doctor who breaks glass by the dozen fills the review list, not the admins' inboxes.</summary>
    private async Task AlertAsync(EmergencyAccess access, CancellationToken cancellationToken)
    {
        if (!budget.TrySpend(EmergencyAccess.ReferenceTo(access.DoctorId), AccountMailTemplates.BreakGlass)) return;

        var admins = await database.Users.Where(user => user.Role == Roles.Admin && user.Status == UserStatus.Active).Select(user => user.Id).ToListAsync(cancellationToken);
        foreach (var admin in admins) mail.Alert(database, admin, AccountMailTemplates.BreakGlass, access.Id.ToString(), AlertLifetime);
    }
}
