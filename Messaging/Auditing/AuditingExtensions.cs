using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Csss.Messaging.Auditing;

/// <summary>What a route declares about the trail it leaves. A route that is not for everybody and declares nothing stops the service from starting.</summary>
public static class AuditingExtensions
{
    /// <summary>
    /// Each use by somebody who is known leaves exactly one entry, allowed or denied, before it is answered: what cannot be recorded is not answered.
    /// A handler that changes something writes its entry itself, into the transaction of the change: <see cref="AccessAudit.Record"/>.
    /// </summary>
    /// <param name="builder">The route.</param>
    /// <param name="action">Object and verb, for instance <c>scan.read</c>.</param>
    /// <param name="kind">What it is done to, for instance <c>scans</c>.</param>
    /// <param name="id">The route parameter with the object's id; null for lists and for what the request makes.</param>
    public static TBuilder Audited<TBuilder>(this TBuilder builder, string action, string kind, string? id = null)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint =>
        {
            endpoint.Metadata.Add(new AuditedRoute(action, kind, id));

            // Outermost, so that it sees the answer that is really given.
            endpoint.FilterFactories.Insert(0, (_, next) => context => AuditFilter.InvokeAsync(context, next));
        });
        return builder;
    }

    /// <summary>Leaves no entry, for the reason given.</summary>
    public static TBuilder NotAudited<TBuilder>(this TBuilder builder, string why)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new UnauditedRoute(why)));
        return builder;
    }

    internal static void AddAuditing(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<AccessAudit>();
        services.AddSingleton<AuditWriter>();
        services.TryAddScoped<IAuditSubjects, NoAuditSubjects>();
        services.AddSingleton<IRefusalWitness, ForbiddenAudit>();
        services.AddSingleton<IRouteRule, AuditRule>();
    }
}
