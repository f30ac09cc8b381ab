using Csss.ServiceDefaults.Operations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Csss.Messaging.Auditing;

/// <summary>A route that is not for everybody says what trail it leaves, or why none.</summary>
internal sealed class AuditRule : IRouteRule
{
    public string Fault => "declare neither Audited nor NotAudited";

    public bool Allows(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || endpoint.Metadata.GetMetadata<AuditedRoute>() is not null
        || endpoint.Metadata.GetMetadata<UnauditedRoute>() is not null;
}
