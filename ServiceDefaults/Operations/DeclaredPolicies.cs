using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.ServiceDefaults.Operations;

/// <summary>Deny by default: a route that says nothing about who may call it stops the service from starting.</summary>
internal static class DeclaredPolicies
{
    public static void Verify(IEndpointRouteBuilder app)
    {
        var routes = app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        Refuse(routes.Where(route => !IsDeclared(route)), "declare neither a policy nor AllowAnonymous");
        foreach (var rule in app.ServiceProvider.GetServices<IRouteRule>()) Refuse(routes.Where(route => !rule.Allows(route)), rule.Fault);
    }

    private static void Refuse(IEnumerable<RouteEndpoint> routes, string fault)
    {
        var names = string.Join(", ", routes.Select(route => route.DisplayName));
        if (names.Length > 0) throw new InvalidOperationException($"These routes {fault}: {names}");
    }

    private static bool IsDeclared(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null
        || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null;
}
