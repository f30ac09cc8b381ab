using Csss.Contracts;
using Csss.Identity.Limits;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.Storage.Paging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csss.Identity.Audit;

/// <summary><c>/admin/audit</c>: reading, checking and exporting the trail, each of which leaves its own entry.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder app)
    {
        var audit = app.MapGroup("/admin/audit").RequireRoles(Roles.Admin).WithTags("Admin");
        audit.MapGet("", ListAsync).Audited("audit.read", "audit").NoStore().ProducesProblem(400)
            .WithSummary("The audit trail, newest first, by actor, action, object (kind/id), patient and time.");
        audit.MapGet("/verify", VerifyAsync).Audited("audit.verify", "audit").NoStore()
            .WithSummary("Whether the audit trail is as it was written, and if not, the first entry that is wrong.");
        audit.MapGet("/export", Export).Audited("audit.export", "audit").NoStore().Produces(200, contentType: AuditExport.ContentType)
            .WithSummary("The audit trail from the oldest on, as FHIR R4 AuditEvent resources, one a line.");
    }

    private static async Task<Ok<Page<AuditItem>>> ListAsync(
        [AsParameters] AuditFilter filter, [AsParameters] PageRequest page, IdentityDb database, CancellationToken cancellationToken)
    {
        var entries = await filter.Apply(database.Set<AuditEntry>()).ToAuditPageAsync(page, cancellationToken);
        return TypedResults.Ok(new Page<AuditItem>([.. entries.Items.Select(AuditItem.Of)], entries.NextCursor));
    }

    private static async Task<Ok<VerifyAnswer>> VerifyAsync(AuditVerification verification, CancellationToken cancellationToken) =>
        TypedResults.Ok(VerifyAnswer.Of(await verification.RunAsync(cancellationToken)));

    private static PushStreamHttpResult Export([AsParameters] AuditFilter filter, AuditExport export, CancellationToken cancellationToken) =>
        TypedResults.Stream(body => export.WriteAsync(filter, body, cancellationToken), AuditExport.ContentType, "audit.ndjson");
}
