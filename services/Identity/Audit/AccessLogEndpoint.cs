using System.Security.Claims;
using Csss.Contracts;
using Csss.Identity.BreakGlass;
using Csss.Identity.Limits;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.Storage.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Audit;

/// <summary><c>GET /patient/access-log</c>: who looked at or changed what is the patient's, or tried to.</summary>
internal static class AccessLogEndpoint
{
    public const string FormerUser = "former user";

    public static void MapAccessLog(this IEndpointRouteBuilder app) =>
        app.MapGet("/patient/access-log", ListAsync).RequireRoles(Roles.Patient).Audited("access_log.read", "access-log").NoStore().WithTags("Patient").ProducesProblem(400)
            .WithSummary("Who used your data, or tried to, newest first.");

    private static async Task<Ok<Page<AccessLogItem>>> ListAsync(
        [AsParameters] PageRequest page, ClaimsPrincipal caller, IdentityDb database, EmergencyReasons reasons, CancellationToken cancellationToken)
    {
        var patientId = caller.UserId();
        var entries = await database.Set<AuditEntry>().Where(entry => entry.PatientId == patientId).ToAuditPageAsync(page, cancellationToken);
        var actors = entries.Items.Select(entry => entry.ActorId).Distinct().ToList();
        var names = await database.Users.AsNoTracking().Where(user => actors.Contains(user.Id) && user.Name != "")
            .ToDictionaryAsync(user => user.Id, user => user.Name, cancellationToken);
        var told = await reasons.OfAsync(entries.Items.Select(entry => entry.Reason), cancellationToken);
        return TypedResults.Ok(new Page<AccessLogItem>([.. entries.Items.Select(entry => Item(entry, names, told))], entries.NextCursor));
    }

    private static AccessLogItem Item(AuditEntry entry, Dictionary<Guid, string> names, IReadOnlyDictionary<string, string> told) => new(
        entry.At, entry.ActorId, names.GetValueOrDefault(entry.ActorId, FormerUser), entry.Role, entry.Action,
        entry.Reason is { } reason ? told.GetValueOrDefault(reason, reason) : null, entry.Outcome);
}

internal sealed record AccessLogItem(DateTimeOffset At, Guid ActorId, string ActorName, string Role, string Action, string? Reason, string Outcome);
