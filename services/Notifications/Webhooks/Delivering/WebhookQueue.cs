using Csss.Contracts;
using Csss.Notifications.Webhooks.Authorisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Webhooks.Delivering;

/// <summary>The deliveries of one webhook that are due. Several replicas read it; each delivery goes to one of them.</summary>
internal sealed class WebhookQueue(
    IServiceScopeFactory scopes, WebhookLedger ledger, WebhookSwitches switches, ClientRights rights, WebhookMetrics metrics, IOptions<WebhookOptions> options, TimeProvider time)
{
    /// <summary>Few enough that other writers need not wait long.</summary>
    private const int LargestEnding = 500;

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

    /// <summary>Claims up to so many; null when the webhook is not there any more.</summary>
    public async Task<WebhookClaims?> ClaimAsync(long webhook, int most, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        var known = await database.Webhooks.AsNoTracking().SingleOrDefaultAsync(row => row.Sequence == webhook, cancellationToken);
        if (known is null) return null;

        // What is left of a disabled one ends; a ping is sent all the same.
        if (known.DisabledReason is { } reason && await Events(database, webhook).AnyAsync(cancellationToken))
            return await EndAsync(writer => Events(writer, webhook), reason);

        var now = time.GetUtcNow();
        var due = await Pending(database, webhook).Where(row => row.NextAttemptAt <= now)
            .OrderBy(row => row.NextAttemptAt).ThenBy(row => row.Sequence).Take(most).Select(row => row.Sequence).ToListAsync(cancellationToken);
        if (due.Count == 0) return new WebhookClaims([], await UntilNextAsync(database, webhook, cancellationToken));

        // Asked at this moment, not when the webhook was made: the claim and the request follow at once.
        switch (await rights.OfAsync(known.ClientId, cancellationToken))
        {
            case ClientRight.Granted:
                return new WebhookClaims(await ledger.WriteAsync(writer => ClaimAsync(writer, known, due)), TimeSpan.Zero);
            case ClientRight.Denied:
                await ledger.WriteAsync(writer => switches.DisableAsync(writer, webhook, DisabledReasons.NotAuthorised));
                return await EndAsync(writer => Pending(writer, webhook), DisabledReasons.NotAuthorised);
            default:
                return new WebhookClaims([], AskAgainAfter);
        }
    }

    private async Task<IReadOnlyList<WebhookClaim>> ClaimAsync(NotificationsDb database, Webhook webhook, List<long> due)
    {
        var now = time.GetUtcNow();
        var lease = Ids.New(now);
        var until = now + options.Value.Lease;
        await Pending(database, webhook.Sequence).Where(row => due.Contains(row.Sequence) && row.NextAttemptAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Lease, lease).SetProperty(row => row.NextAttemptAt, until)
                .SetProperty(row => row.Attempts, row => row.Attempts + 1));
        var claimed = await Pending(database, webhook.Sequence).AsNoTracking().Where(row => due.Contains(row.Sequence) && row.Lease == lease)
            .LeftJoin(database.EventLog, row => row.EventSequence, line => line.Sequence, (row, line) => new { Delivery = row, line!.Json, line.TraceParent })
            .ToListAsync();
        return [.. claimed.Select(row => new WebhookClaim(
            webhook, row.Delivery, row.Delivery.IsPing ? PingEvent.Format(webhook, row.Delivery) : row.Json, row.TraceParent))];
    }

    /// <summary>A part of them; there may be more.</summary>
    private async Task<WebhookClaims> EndAsync(Func<NotificationsDb, IQueryable<WebhookDelivery>> which, string reason)
    {
        var now = time.GetUtcNow();
        var ended = await ledger.WriteAsync(async writer =>
        {
            var some = await which(writer).OrderBy(row => row.Sequence).Take(LargestEnding).Select(row => row.Sequence).ToListAsync();
            return await which(writer).Where(row => some.Contains(row.Sequence))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, WebhookDeliveryState.Dead).SetProperty(row => row.Code, reason).SetProperty(row => row.EndedAt, now));
        });
        metrics.Ended(reason, ended);
        return new WebhookClaims([], TimeSpan.Zero);
    }

    private async Task<TimeSpan> UntilNextAsync(NotificationsDb database, long webhook, CancellationToken cancellationToken)
    {
        var next = await Pending(database, webhook).OrderBy(row => row.NextAttemptAt).Select(row => (DateTimeOffset?)row.NextAttemptAt).FirstOrDefaultAsync(cancellationToken);
        var wait = next - time.GetUtcNow() ?? WebhookClaims.LongestWait;
        return TimeSpan.FromMilliseconds(Math.Clamp(wait.TotalMilliseconds + 1, 1, WebhookClaims.LongestWait.TotalMilliseconds));
    }

    /// <summary>Not the pings.</summary>
    private static IQueryable<WebhookDelivery> Events(NotificationsDb database, long webhook) => Pending(database, webhook).Where(row => row.EventSequence != null);

    private static IQueryable<WebhookDelivery> Pending(NotificationsDb database, long webhook) =>
        database.WebhookDeliveries.Where(row => row.WebhookSequence == webhook && row.State == WebhookDeliveryState.Pending);
}
