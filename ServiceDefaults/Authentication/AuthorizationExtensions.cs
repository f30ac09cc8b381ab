using Csss.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Csss.ServiceDefaults.Authentication;

/// <summary>What a route or a group declares about who may call it.</summary>
public static class AuthorizationExtensions
{
    /// <summary>Any signed-in user, whatever the role.</summary>
    public static TBuilder RequireUser<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.RequireRoles([.. Roles.All]);

    /// <summary>A signed-in user with one of these <see cref="Roles"/>.</summary>
    public static TBuilder RequireRoles<TBuilder>(this TBuilder builder, params string[] roles) where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(new AuthorizationPolicyBuilder(Schemes.Api).RequireAuthenticatedUser().RequireRole(roles).Build());

    /// <summary>An outside system with this scope (client credentials).</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, string scope) where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(WithScope(Schemes.Api, scope));

    /// <summary>One of our own services with this internal scope.</summary>
    public static TBuilder RequireInternalScope<TBuilder>(this TBuilder builder, string scope) where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(WithScope(Schemes.Internal, scope));

    private static AuthorizationPolicy WithScope(string scheme, string scope) =>
        new AuthorizationPolicyBuilder(scheme).RequireAuthenticatedUser()
            .RequireAssertion(context => context.User.HasScope(scope)).Build();
}
