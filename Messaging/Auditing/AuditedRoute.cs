namespace Csss.Messaging.Auditing;

/// <summary>What using a route means to the audit trail.</summary>
/// <param name="Action">Object and verb, for instance <c>scan.read</c>.</param>
/// <param name="Kind">What it is done to, for instance <c>scans</c>.</param>
/// <param name="IdParameter">The route parameter that holds the object's id; null for lists and for what is made by the request.</param>
internal sealed record AuditedRoute(string Action, string Kind, string? IdParameter);

/// <summary>A route that leaves no entry of its own.</summary>
/// <param name="Why">For whoever reads the route table.</param>
internal sealed record UnauditedRoute(string Why);
