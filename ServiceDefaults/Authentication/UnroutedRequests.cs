using System.Diagnostics.Metrics;
using Csss.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.ServiceDefaults.Authentication;

/// <summary>
/// Deny by default is for routes. Where there is none, or not for this method or content type, anybody is told so: 404, 405, 415.
/// Who came without a valid token is counted; who came with one that does not open this route is made known to <see cref="IRefusalWitness"/>.
/// </summary>
internal sealed class UnroutedRequests : IAuthorizationMiddlewareResultHandler
{
    private static readonly Counter<long> Unauthenticated =
        CsssActivities.Meter.CreateCounter<long>("csss.requests.unauthenticated", description: "Requests without a valid token.");

    private readonly AuthorizationMiddlewareResultHandler _routed = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (context.GetEndpoint() is not RouteEndpoint)
        {
            await next(context);
            return;
        }

        if (authorizeResult.Challenged) Unauthenticated.Add(1);
        if (authorizeResult.Forbidden)
            foreach (var witness in context.RequestServices.GetServices<IRefusalWitness>()) await witness.ForbiddenAsync(context);
        await _routed.HandleAsync(next, context, policy, authorizeResult);
    }
}
