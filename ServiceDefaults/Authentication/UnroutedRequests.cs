using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Csss.ServiceDefaults.Authentication;

/// <summary>Deny by default is for routes. Where there is none, or not for this method or content type, anybody is told so: 404, 405, 415.</summary>
internal sealed class UnroutedRequests : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _routed = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        context.GetEndpoint() is RouteEndpoint ? _routed.HandleAsync(next, context, policy, authorizeResult) : next(context);
}
