using System.Text.Json;
using Csss.Notifications.EventLog;
using Csss.ServiceDefaults.Problems;
using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.Feed;

/// <summary>Reads the log from a place on. What it gives has no gap, or it gives nothing.</summary>
internal sealed class EventFeed(NotificationsDb database, EventLogSignal signal, TimeProvider time, IHostApplicationLifetime host)
{
    /// <param name="wait">How long to hold on for something to come. Ends early when the caller goes away or this replica stops.</param>
    public async Task<IResult> ReadAsync(long after, int limit, TimeSpan wait, CancellationToken cancellationToken)
    {
        var lines = await LinesAsync(after, limit, cancellationToken);
        if (lines.Count == 0 && await NewestAsync(cancellationToken) is var newest && newest < after) return BeyondTheEnd(newest);

        if (lines.Count == 0 && wait > TimeSpan.Zero && await HasGrownAsync(after, wait, cancellationToken))
            lines = await LinesAsync(after, limit, cancellationToken);
        if (lines is [var first, ..] && first.Sequence != after + 1) return Forgotten(first.Sequence);

        return TypedResults.Ok(new FeedPage([.. lines.Select(line => line.Event)], lines is [.., var last] ? last.Sequence : after));
    }

    private async Task<List<Line>> LinesAsync(long after, int limit, CancellationToken cancellationToken)
    {
        var rows = await database.EventLog.AsNoTracking().Where(row => row.Sequence > after).OrderBy(row => row.Sequence).Take(limit)
            .Select(row => new { row.Sequence, row.Json }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new Line(row.Sequence, JsonElement.Parse(row.Json)))];
    }

    private async Task<long> NewestAsync(CancellationToken cancellationToken) =>
        await database.EventLog.MaxAsync(row => (long?)row.Sequence, cancellationToken) ?? 0;

    private async Task<bool> HasGrownAsync(long after, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(wait, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, host.ApplicationStopping, cancellationToken);
        var waiting = signal.WaitAsync(after, any.Token);
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return waiting.IsCompletedSuccessfully;
    }

    private static ApiProblem Forgotten(long oldest) =>
        ApiProblem.Of(StatusCodes.Status410Gone, "gone", "Events after that one have been forgotten. Start from `oldest` - 1, and look up by other means what you missed.")
            .With("oldest", oldest);

    /// <summary>Nobody can have been given that number by this log: it was put back to an earlier state, or the number is made up.</summary>
    private static ApiProblem BeyondTheEnd(long newest) =>
        ApiProblem.Conflict("beyond_the_end", "This log has not come that far: it may have been restored from a backup. Start from `newest` or before.")
            .With("newest", newest);

    private readonly record struct Line(long Sequence, JsonElement Event);
}
