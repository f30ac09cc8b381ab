using Csss.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Csss.Messaging.Outbox;

/// <summary>This replica's claim on the outbox, renewed at half its time, and only while there is something to publish.</summary>
internal sealed class OutboxLeaseHolder(TimeProvider time)
{
    private readonly string _holder = Ids.New().ToString("N");
    private DateTimeOffset _until;

    public async Task<bool> TryHoldAsync(DbContext database, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now + (OutboxLease.Duration / 2) < _until) return true;

        var until = now + OutboxLease.Duration;
        var held = await database.Set<OutboxLease>().Where(lease => lease.Holder == _holder || lease.Until < now)
            .ExecuteUpdateAsync(lease => lease.SetProperty(row => row.Holder, _holder).SetProperty(row => row.Until, until), cancellationToken);
        _until = held == 1 ? until : default;
        return held == 1;
    }

    /// <summary>Gives the claim back when the service stops, so that the next one need not wait for its end.</summary>
    public async Task ReleaseAsync(DbContext database)
    {
        if (_until == default) return;

        _until = default;
        await database.Set<OutboxLease>().Where(lease => lease.Holder == _holder)
            .ExecuteUpdateAsync(lease => lease.SetProperty(row => row.Until, DateTimeOffset.UnixEpoch), CancellationToken.None);
    }
}
