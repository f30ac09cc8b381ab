using Csss.Contracts;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Mvc;

namespace Csss.Notifications.Feed;

/// <summary><c>GET /events</c>: the log, for systems with <c>events:read</c>.</summary>
internal static class FeedEndpoints
{
    private const int Largest = 1000;
    private const int LongestWait = 30;

    public static void MapEvents(this IEndpointRouteBuilder app) =>
        app.MapGet("/events", GetAsync).RequireScope(Scopes.EventsRead).NotAudited("ids only, asked for every few seconds; what the ids lead to is audited")
            .WithTags("Events").WithSummary("The events after a place in the log, in order and without a gap. ?after= the last sequence you have (0: from the beginning), ?limit=1..1000, ?wait=0..30 seconds for something to come.")
            .Produces<FeedPage>().Produces<ProblemDetails>(StatusCodes.Status410Gone, "application/problem+json")
            .Produces<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json");

    private static async Task<IResult> GetAsync(EventFeed feed, CancellationToken cancellationToken, long after = 0, int limit = 100, int wait = 0)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (after < 0) errors["after"] = ["0, or a sequence you were given."];
        if (limit is < 1 or > Largest) errors["limit"] = [$"1 to {Largest}."];
        if (wait is < 0 or > LongestWait) errors["wait"] = [$"0 to {LongestWait} seconds."];
        return errors.Count > 0 ? ApiProblem.Invalid(errors) : await feed.ReadAsync(after, limit, TimeSpan.FromSeconds(wait), cancellationToken);
    }
}
