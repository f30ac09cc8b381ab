using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Csss.Messaging.Outbox;

/// <summary>The oldest messages that are due, published one after the other so that their order holds.</summary>
internal sealed partial class OutboxBatch(DbContext database, OutboxPublisher publisher, OutboxMetrics metrics, TimeProvider time, ILogger logger)
{
    private const int Size = 100;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);
    private readonly List<long> _done = new(Size);
    private List<OutboxMessage> _messages = [];

    public bool IsFull => _messages.Count == Size;

    /// <summary>A look that takes no lease; it also measures the lag.</summary>
    public async Task<bool> IsAnyDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var outbox = database.Set<OutboxMessage>();
        var oldest = await outbox.OrderBy(message => message.Sequence).Select(message => (DateTimeOffset?)message.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        metrics.ReportLag(now - (oldest ?? now));
        return oldest is not null && await outbox.AnyAsync(message => message.NextAttemptAt <= now, cancellationToken);
    }

    /// <summary>Reads them. Only once the lease is held, or what another replica has just published would go out again.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        _messages = await database.Set<OutboxMessage>().Where(message => message.NextAttemptAt <= now)
            .OrderBy(message => message.Sequence).Take(Size).ToListAsync(cancellationToken);
    }

    /// <summary>Throws when the broker is away: what was not published stays, in order.</summary>
    public async Task PublishAsync(Func<Task<bool>> holdLeaseAsync, CancellationToken cancellationToken)
    {
        foreach (var message in _messages)
        {
            if (!await holdLeaseAsync()) return;

            if (message.ExpiresAt <= time.GetUtcNow())
            {
                LogExpired(logger, message.Type, message.MessageId);
                _done.Add(message.Sequence);
            }
            else if (await TryPublishAsync(message, cancellationToken))
            {
                _done.Add(message.Sequence);
                metrics.Published.Add(1);
            }
        }
    }

    /// <summary>Deletes what was confirmed and keeps the new times of what was put off. Not cancelled: it shortens the window for repeats.</summary>
    public async Task SettleAsync()
    {
        if (_done.Count > 0)
            await database.Set<OutboxMessage>().Where(message => _done.Contains(message.Sequence)).ExecuteDeleteAsync(CancellationToken.None);
        foreach (var entry in database.ChangeTracker.Entries<OutboxMessage>().Where(entry => _done.Contains(entry.Entity.Sequence)).ToList())
            entry.State = EntityState.Detached;
        if (database.ChangeTracker.HasChanges()) await database.SaveChangesAsync(CancellationToken.None);
    }

    private async Task<bool> TryPublishAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await publisher.PublishAsync(message, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is MessageReturnedException or UnpublishableException)
        {
            // This one message is the trouble (a command whose consumer never ran here, a type we do not know): it steps aside for the others.
            message.Attempts++;
            message.NextAttemptAt = time.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(LongestDelay.TotalSeconds, Math.Pow(2, Math.Min(message.Attempts, 10)) / 4));
            metrics.Failed.Add(1);
            LogPutOff(logger, message.Type, message.MessageId, message.Attempts, exception.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Type} {MessageId} could not be published, attempt {Attempts}: {Reason}")]
    private static partial void LogPutOff(ILogger logger, string type, Guid messageId, int attempts, string reason);

    [LoggerMessage(LogLevel.Warning, "Dropped {Type} {MessageId}: it expired before it could be sent")]
    private static partial void LogExpired(ILogger logger, string type, Guid messageId);
}
