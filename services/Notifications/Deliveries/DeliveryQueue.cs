using System.Runtime.CompilerServices;
using Csss.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.Deliveries;

/// <summary>The deliveries that are due, claimed one by one. Several replicas read it; each delivery goes to one of them.</summary>
internal sealed class DeliveryQueue(IServiceScopeFactory scopes, DeliverySignal signal, DeliveryMetrics metrics, TimeProvider time)
{
    private const int LookAhead = 16;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Never ends: between deliveries it waits for the signal or for the next one to fall due.</summary>
    public async IAsyncEnumerable<DeliveryClaim> ReadDueAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await TryClaimAsync(cancellationToken) is { } claim) yield return claim;
            else await signal.WaitAsync(await UntilNextAsync(cancellationToken), cancellationToken);
        }
    }

    private async Task<DeliveryClaim?> TryClaimAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var deliveries = scope.ServiceProvider.GetRequiredService<NotificationsDb>().Deliveries;
        var now = time.GetUtcNow();
        // What runs out first goes first: a one-time code does not wait behind a night's reports.
        var due = await deliveries.Where(row => row.State == DeliveryState.Pending && row.NextAttemptAt <= now && row.LeasedUntil <= now)
            .OrderBy(row => row.ExpiresAt).Take(LookAhead).Select(row => row.Sequence).ToListAsync(cancellationToken);
        foreach (var sequence in due)
        {
            var claim = new DeliveryClaim(sequence, Ids.New(now));
            var claimed = await deliveries
                .Where(row => row.Sequence == sequence && row.State == DeliveryState.Pending && row.LeasedUntil <= now)
                .ExecuteUpdateAsync(row => row.SetProperty(delivery => delivery.Lease, claim.Lease)
                    .SetProperty(delivery => delivery.LeasedUntil, now + DeliveryClaim.Duration)
                    .SetProperty(delivery => delivery.Attempts, delivery => delivery.Attempts + 1), cancellationToken);
            if (claimed == 1) return claim;
        }

        return null;
    }

    private async Task<TimeSpan> UntilNextAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var pending = scope.ServiceProvider.GetRequiredService<NotificationsDb>().Deliveries.Where(row => row.State == DeliveryState.Pending);
        metrics.Pending(await pending.LongCountAsync(cancellationToken));
        var next = await pending.Select(row => row.NextAttemptAt > row.LeasedUntil ? row.NextAttemptAt : row.LeasedUntil)
            .OrderBy(at => at).Take(1).ToListAsync(cancellationToken);
        var wait = next.Count == 0 ? LongestWait : next[0] - time.GetUtcNow();
        return TimeSpan.FromMilliseconds(Math.Clamp(wait.TotalMilliseconds + 1, 1, LongestWait.TotalMilliseconds));
    }
}
