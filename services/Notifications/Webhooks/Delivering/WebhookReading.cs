using Csss.Notifications.EventLog;
using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.Webhooks.Delivering;

/// <summary>Tells the log's retention what webhooks still need of it: what is not yet read, and what of it is still to be sent.</summary>
internal sealed class WebhookReading(WebhookLedger ledger)
{
    private const string Reader = "webhooks";

    /// <summary>A moment old, and so rather too little than too much: what is needed only moves on.</summary>
    public async Task TellAsync(NotificationsDb database, CancellationToken cancellationToken)
    {
        var head = await database.EventLog.MaxAsync(row => (long?)row.Sequence, cancellationToken) ?? 0;
        var read = await database.Webhooks.Where(row => row.DisabledReason == null).MinAsync(row => (long?)row.Position, cancellationToken) ?? head;
        var unsent = await database.WebhookDeliveries.Where(row => row.State == WebhookDeliveryState.Pending && row.EventSequence != null)
            .MinAsync(row => row.EventSequence, cancellationToken) - 1 ?? head;
        var after = Math.Min(read, unsent);
        if (await database.LogPositions.AnyAsync(row => row.Reader == Reader && row.After == after, cancellationToken)) return;

        await ledger.WriteAsync(async writer =>
        {
            var told = await writer.LogPositions.Where(row => row.Reader == Reader).ExecuteUpdateAsync(set => set.SetProperty(row => row.After, after));
            if (told == 0) writer.Add(new LogPosition { Reader = Reader, After = after });
            return await writer.SaveChangesAsync();
        });
    }
}
