using System.Net;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Messaging.Outbox;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Csss.Messaging.Auditing;

/// <summary>The entry that the current request leaves in the audit trail.</summary>
public sealed class AccessAudit(IHttpContextAccessor accessor, TimeProvider time)
{
    private HttpContext? _http;
    private AuditedRoute? _route;
    private Actor? _actor;
    private Guid? _patientId;
    private Guid? _objectId;
    private string? _reason;
    private (DbContext Database, OutboxMessage Row)? _written;

    /// <summary>Whether <see cref="Record"/> was called and saved: nothing more is to be written.</summary>
    internal bool IsSaved => _written is { } written && written.Database.Entry(written.Row).State == EntityState.Unchanged;

    internal bool NeedsSubject => _patientId is null && ObjectId is not null;

    internal string Kind => Route.Kind;

    /// <summary>What the handler said, or the route.</summary>
    internal Guid? ObjectId => _objectId ?? (Route.IdParameter is { } name && Guid.TryParse(_http!.Request.RouteValues[name]?.ToString(), out var id) ? id : null);

    private AuditedRoute Route => _route ?? throw new InvalidOperationException("The route declares no .Audited(…).");

    /// <summary>
    /// Adds the entry, outcome <c>allowed</c>, to the context whose next save carries the change: both are kept, or neither. Call it again after clearing
    /// the change tracker.
    /// </summary>
    /// <param name="database">The context of the change.</param>
    /// <param name="patientId">Whose data it is.</param>
    /// <param name="objectId">What was made, or what the route does not name.</param>
    /// <param name="reason">A code or a reference; never free text, which may name people.</param>
    public void Record(DbContext database, Guid? patientId = null, Guid? objectId = null, string? reason = null)
    {
        About(patientId, objectId, reason);
        var row = OutboxMessage.Of(Entry(Outcomes.Allowed, _reason), time.GetUtcNow());
        database.Add(row);
        _written = (database, row);
    }

    /// <summary>Says whose data it is, for a route whose parameters do not tell, and what; written later, with the outcome.</summary>
    public void About(Guid? patientId, Guid? objectId = null, string? reason = null) =>
        (_patientId, _objectId, _reason) = (patientId ?? _patientId, objectId ?? _objectId, reason ?? _reason);

    /// <summary>Says who it is, on a route that is open to everybody, once that is known.</summary>
    public void By(Guid actorId, string role) => _actor = new Actor(actorId, role);

    /// <summary>
    /// Adds an entry that is not the route's own, for instance of a login that failed, to the context's next save. Also outside a request: an operator's
    /// command, a background worker.
    /// </summary>
    /// <param name="database">The context of the change.</param>
    /// <param name="action">Object and verb, for instance <c>session.open</c>.</param>
    /// <param name="target">Kind and id, for instance <c>sessions/0199…</c>.</param>
    /// <param name="actorId">Who it was; <see cref="Guid.Empty"/> for nobody known.</param>
    /// <param name="role">The actor's; <c>anonymous</c>, <c>operator</c> or <c>system</c> where there is none.</param>
    /// <param name="allowed">Whether it came about.</param>
    /// <param name="reason">A code or a reference; never free text.</param>
    public void RecordEvent(DbContext database, string action, string target, Guid actorId, string role, bool allowed, string? reason = null)
    {
        var now = time.GetUtcNow();
        var outcome = allowed ? Outcomes.Allowed : Outcomes.Denied;
        var patient = role == Roles.Patient ? actorId : (Guid?)null;
        var source = accessor.HttpContext is { } http ? Source(http) : "local";
        database.Add(OutboxMessage.Of(new AccessRecorded(actorId, role, action, target, patient, outcome, reason, source, now), now));
    }

    internal void Begin(HttpContext http, AuditedRoute route) => (_http, _route) = (http, route);

    internal AccessRecorded Entry(string outcome, string? reason)
    {
        var actor = _actor ?? Actor.Of(_http!.User);
        var patient = _patientId ?? (ObjectId is null && actor.Role == Roles.Patient ? actor.Id : null);
        var target = ObjectId is { } id ? $"{Route.Kind}/{id}" : Route.Kind;
        return new AccessRecorded(actor.Id, actor.Role, Route.Action, target, patient, outcome, reason ?? _reason, Source(_http!), time.GetUtcNow());
    }

    private static string Source(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        IPAddress address => address.ToString(),
    };
}
