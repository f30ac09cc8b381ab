using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Csss.ServiceDefaults.Operations;

/// <summary>Deny by default: a route that says nothing about who may call it stops the service from starting.</summary>
internal static class DeclaredPolicies
{
    public static void Verify(IEndpointRouteBuilder app)
    {
        var undeclared = app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => !IsDeclared(endpoint)).Select(endpoint => endpoint.DisplayName).ToList();
        if (undeclared.Count > 0)
            throw new InvalidOperationException("These routes declare neither a policy nor AllowAnonymous: " + string.Join(", ", undeclared));
    }

    private static bool IsDeclared(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null
        || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null;
}
