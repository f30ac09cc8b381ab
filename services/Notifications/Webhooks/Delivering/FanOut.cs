using Csss.Notifications.EventLog;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Webhooks.Delivering;

/// <summary>
/// Makes deliveries from the log, in its order. The rows and the webhook's new position are one transaction, and the position is moved only from where it
/// was read: nothing is skipped and nothing made twice, whoever dies and however many replicas do it.
/// </summary>
internal sealed partial class FanOut(
    IServiceScopeFactory scopes, WebhookLedger ledger, IOptions<WebhookOptions> options, TimeProvider time, ILogger<FanOut> logger)
{
    private const int LargestStep = 100;

    /// <summary>One step for each position at which webhooks stand, so that one far behind does not keep the others waiting.</summary>
    /// <returns>The webhooks that have something to send, and whether some are not at the log's end yet.</returns>
    public async Task<FanOutRound> RoundAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        var head = await database.EventLog.MaxAsync(row => (long?)row.Sequence, cancellationToken) ?? 0;
        var positions = await database.Webhooks.Where(row => row.DisabledReason == null && row.Position < head)
            .Select(row => row.Position).Distinct().OrderBy(position => position).ToListAsync(cancellationToken);
        var woken = new HashSet<long>();
        var behind = false;
        for (var index = 0; index < positions.Count; index++)
        {
            // Those that are behind stop where the next ones stand, and go on together with them.
            var end = index + 1 < positions.Count ? positions[index + 1] : head;
            var from = positions[index];
            var to = Math.Min(end, from + LargestStep);
            var step = await ledger.WriteAsync(writer => StepAsync(writer, from, to));
            if (step.Missing > 0) LogForgotten(logger, step.Missing, from);
            woken.UnionWith(step.Woken);
            behind |= to < head;
        }

        return new FanOutRound(head, woken, behind);
    }

    private async Task<(IReadOnlyList<long> Woken, long Missing)> StepAsync(NotificationsDb database, long from, long to)
    {
        var webhooks = await database.Webhooks.AsNoTracking().Where(row => row.DisabledReason == null && row.Position == from).ToListAsync();
        var events = await database.EventLog.AsNoTracking().Where(row => row.Sequence > from && row.Sequence <= to).OrderBy(row => row.Sequence)
            .Select(row => new { row.Sequence, row.Id, row.Type }).ToListAsync();
        var now = time.GetUtcNow();
        var woken = new List<long>();
        foreach (var webhook in webhooks)
        {
            var number = webhook.LastDelivery;
            foreach (var logged in events.Where(logged => webhook.Events.Contains(logged.Type)))
            {
                number++;
                database.Add(new WebhookDelivery
                {
                    WebhookSequence = webhook.Sequence,
                    Sequence = number,
                    EventSequence = logged.Sequence,
                    EventId = logged.Id,
                    Type = logged.Type,
                    CreatedAt = now,
                    ExpiresAt = now + options.Value.GiveUpAfter,
                    NextAttemptAt = now,
                });
            }

            if (number == webhook.LastDelivery) continue;

            woken.Add(webhook.Sequence);
            await MoveAsync(database.Webhooks.Where(row => row.Sequence == webhook.Sequence), from, to, number - webhook.LastDelivery, expected: 1);
        }

        var quiet = webhooks.Select(webhook => webhook.Sequence).Except(woken).ToList();
        if (quiet.Count > 0) await MoveAsync(database.Webhooks.Where(row => quiet.Contains(row.Sequence)), from, to, made: 0, quiet.Count);
        await database.SaveChangesAsync();
        return (woken, webhooks.Count > 0 ? to - from - events.Count : 0);
    }

    /// <exception cref="DbUpdateConcurrencyException">Another replica was faster, or a webhook went: nothing of this step is kept.</exception>
    private static async Task MoveAsync(IQueryable<Webhook> webhooks, long from, long to, long made, int expected)
    {
        var moved = await webhooks.Where(row => row.Position == from && row.DisabledReason == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Position, to).SetProperty(row => row.LastDelivery, row => row.LastDelivery + made));
        if (moved != expected) throw new DbUpdateConcurrencyException("The webhooks have changed meanwhile.");
    }

    [LoggerMessage(LogLevel.Warning, "{Count} events after {Position} were forgotten before a webhook that had been disabled could be told of them")]
    private static partial void LogForgotten(ILogger logger, long count, long position);
}

/// <param name="Head">The log's last line when the round began.</param>
/// <param name="Woken">Webhooks that have something to send.</param>
/// <param name="More">Whether there is more to do at once.</param>
internal sealed record FanOutRound(long Head, IReadOnlyCollection<long> Woken, bool More);
