using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Messaging.Auditing;

/// <summary>Runs the handler, records what came of it, and only then lets the answer out.</summary>
internal static class AuditFilter
{
    public static async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var audit = http.RequestServices.GetRequiredService<AccessAudit>();
        audit.Begin(http, http.GetEndpoint()!.Metadata.GetRequiredMetadata<AuditedRoute>());
        var answer = await next(context);
        if (!audit.IsSaved && Outcomes.Of(answer, http.Response.StatusCode) is { } result)
            await http.RequestServices.GetRequiredService<AuditWriter>().WriteAsync(audit, result.Outcome, result.Reason);
        return answer;
    }
}
