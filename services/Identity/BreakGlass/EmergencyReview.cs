using System.Security.Claims;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Csss.Storage.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.BreakGlass;

/// <summary>Every emergency access is looked at by somebody afterwards.</summary>
internal static class EmergencyReview
{
    public static async Task<Ok<Page<EmergencyItem>>> ListAsync(
        bool? reviewed, [AsParameters] PageRequest page, IdentityDb database, EmergencyReasons reasons, CancellationToken cancellationToken)
    {
        var accesses = database.Set<EmergencyAccess>().AsNoTracking();
        if (reviewed is { } done) accesses = accesses.Where(access => done ? access.ReviewedAt != null : access.ReviewedAt == null);
        var rows = await accesses.ToPageAsync(page, access => access, cancellationToken);
        var doctors = rows.Items.Select(access => access.DoctorId).Distinct().ToList();
        var names = await database.Users.AsNoTracking().Where(user => doctors.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.Name, cancellationToken);
        return TypedResults.Ok(new Page<EmergencyItem>(
            [.. rows.Items.Select(access => EmergencyItem.Of(access, names.GetValueOrDefault(access.DoctorId, ""), reasons))], rows.NextCursor));
    }

    /// <summary>The first to look at it signs for it.</summary>
    public static async Task<Results<NoContent, ApiProblem>> MarkAsync(
        Guid id, ClaimsPrincipal caller, IdentityDb database, AccessAudit audit, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var admin = caller.UserId();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var access = await database.Set<EmergencyAccess>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (access is null) return ApiProblem.NotFound();
        if (access.ReviewedAt is not null) return ApiProblem.Conflict("already_reviewed", "Somebody has reviewed this one already.");

        await database.Set<EmergencyAccess>().Where(row => row.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ReviewedAt, now).SetProperty(row => row.ReviewedBy, admin), cancellationToken);
        audit.Record(database, access.PatientId);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}

internal sealed record EmergencyItem(
    Guid BreakGlassId, Guid DoctorId, string DoctorName, Guid PatientId, string Reason, DateTimeOffset At, DateTimeOffset Until, DateTimeOffset? ReviewedAt, Guid? ReviewedBy)
{
    public static EmergencyItem Of(EmergencyAccess access, string doctor, EmergencyReasons reasons) => new(
        access.Id, access.DoctorId, doctor.Length > 0 ? doctor : Audit.AccessLogEndpoint.FormerUser, access.PatientId, reasons.Open(access.Id, access.SealedReason),
        access.GrantedAt, access.Until, access.ReviewedAt, access.ReviewedBy);
}
