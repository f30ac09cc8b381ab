using Microsoft.AspNetCore.Http;

namespace Csss.ServiceDefaults.Operations;

/// <summary>Something that every route of a service must declare, besides who may call it. A service with a route that does not, does not start.</summary>
public interface IRouteRule
{
    /// <summary>What is wrong with the routes that break the rule, for instance <c>say neither … nor …</c>.</summary>
    string Fault { get; }

    /// <summary>Whether this endpoint keeps the rule.</summary>
    bool Allows(Endpoint endpoint);
}
