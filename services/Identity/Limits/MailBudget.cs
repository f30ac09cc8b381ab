using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Csss.Identity.Limits;

/// <summary>
/// Keeps strangers from flooding somebody's inbox with our mails. Over budget nothing is sent and the answer stays the same. Each kind of
/// mail has a budget of its own: asking for resets again and again does not keep the owner's sign-in codes away.
/// </summary>
internal sealed class MailBudget(IOptions<LimitOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(mail =>
        RateLimitPartition.GetSlidingWindowLimiter(mail, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = options.Value.MailsPerTenMinutes,
            Window = TimeSpan.FromMinutes(10),
            SegmentsPerWindow = 10,
        }));

    public bool TrySpend(string email, string template)
    {
        using var lease = _limiter.AttemptAcquire($"{template}/{email}");
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
