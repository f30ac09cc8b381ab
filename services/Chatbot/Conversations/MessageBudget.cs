using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Csss.Chatbot.Conversations;

/// <summary>How many messages one person may send. It is asked after the triage: somebody in danger is answered, however often they wrote before.</summary>
internal sealed class MessageBudget(IOptions<ConversationOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<Guid> _limiter = PartitionedRateLimiter.Create<Guid, Guid>(user => RateLimitPartition.GetTokenBucketLimiter(user, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = options.Value.Burst,
        TokensPerPeriod = options.Value.MessagesPerMinute,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1),
        QueueLimit = 0,
    }));

    /// <summary>Null when the message may be answered; else how long to wait.</summary>
    public TimeSpan? Spend(Guid userId)
    {
        using var lease = _limiter.AttemptAcquire(userId);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
    }

    public void Dispose() => _limiter.Dispose();
}
