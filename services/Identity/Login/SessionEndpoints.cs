using System.Security.Claims;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Csss.Storage.Paging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csss.Identity.Login;

/// <summary><c>GET /auth/sessions</c> and <c>DELETE /auth/sessions/{sid}</c>: the caller's own.</summary>
internal static class SessionEndpoints
{
    public static async Task<Ok<Page<SessionItem>>> ListAsync(
        ClaimsPrincipal caller, [AsParameters] PageRequest page, Sessions sessions, CancellationToken cancellationToken)
    {
        var current = caller.SessionId();
        return TypedResults.Ok(await sessions.LiveOf(caller.UserId()).ToPageAsync(
            page, row => new SessionItem(row.Id, row.CreatedAt, row.LastUsedAt, row.Source, row.Id == current), cancellationToken));
    }

    public static async Task<Results<NoContent, ApiProblem>> EndAsync(
        Guid sid, ClaimsPrincipal caller, Sessions sessions, AccessAudit audit, CancellationToken cancellationToken) =>
        await sessions.EndAsync(sid, caller.UserId(), "revoked_by_owner", cancellationToken, audit) ? TypedResults.NoContent() : ApiProblem.NotFound();
}

internal sealed record SessionItem(Guid Sid, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, string Source, bool Current);
