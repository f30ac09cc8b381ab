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
        if (now < _until - (OutboxLease.Duration / 2)) return true;

        var until = now + OutboxLease.Duration;
        var held = await database.Set<OutboxLease>().Where(lease => lease.Holder == _holder || lease.Until < now)
            .ExecuteUpdateAsync(lease => lease.SetProperty(row => row.Holder, _holder).SetProperty(row => row.Until, until), cancellationToken);
        if (held == 1) _until = until;
        return held == 1;
    }
}
