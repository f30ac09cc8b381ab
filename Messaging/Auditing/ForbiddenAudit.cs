using Csss.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Messaging.Auditing;

/// <summary>A wrong role never reaches the handler, and is recorded all the same.</summary>
internal sealed class ForbiddenAudit(AuditWriter writer) : IRefusalWitness
{
    public async Task ForbiddenAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<AuditedRoute>() is not { } route) return;

        var audit = context.RequestServices.GetRequiredService<AccessAudit>();
        audit.Begin(context, route);
        await writer.WriteAsync(audit, Outcomes.Denied, "forbidden");
    }
}
