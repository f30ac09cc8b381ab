using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.Deliveries;

/// <summary>
/// Keeps a claim alive while its delivery is under way, however slow the mail server is: leases can be short, so that what a dead
/// replica left is soon taken up, and patience with the server long.
/// </summary>
internal sealed class DeliveryLease : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _renewing;

    public DeliveryLease(DeliveryClaim claim, IServiceScopeFactory scopes, TimeProvider time) => _renewing = RenewAsync(claim, scopes, time, _ended.Token);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
    }

    private static async Task RenewAsync(DeliveryClaim claim, IServiceScopeFactory scopes, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(DeliveryClaim.Duration / 3, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await RenewOnceAsync(claim, scopes, time, cancellationToken);
            }
            catch (DbException) when (!cancellationToken.IsCancellationRequested)
            {
                // The lease outlives two renewals that fail; the third tick tries again.
            }
        }
    }

    private static async Task RenewOnceAsync(DeliveryClaim claim, IServiceScopeFactory scopes, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var until = time.GetUtcNow() + DeliveryClaim.Duration;
        await scope.ServiceProvider.GetRequiredService<NotificationsDb>().Deliveries
            .Where(row => row.Sequence == claim.Sequence && row.Lease == claim.Lease && row.State == DeliveryState.Pending)
            .ExecuteUpdateAsync(row => row.SetProperty(delivery => delivery.LeasedUntil, until), cancellationToken);
    }
}
