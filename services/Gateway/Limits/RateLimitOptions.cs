using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;

namespace Csss.Gateway.Limits;

/// <summary>Section <c>RateLimits</c>: how much one caller may ask, in each replica of the gateway.</summary>
internal sealed class RateLimitOptions : IValidatableObject
{
    /// <summary>Everything, by user, or by address without a token.</summary>
    public Bucket General { get; set; } = new() { PerSecond = 100, Burst = 300 };

    /// <summary>Routes that take a password, a code or a client secret: by address. A hospital's staff may share one.</summary>
    public Bucket Credentials { get; set; } = new() { PerSecond = 1, Burst = 60 };

    /// <summary>Uploads, by user.</summary>
    public Bucket Upload { get; set; } = new() { PerSecond = 5, Burst = 50 };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, bucket) in new[] { (nameof(General), General), (nameof(Credentials), Credentials), (nameof(Upload), Upload) })
            if (bucket.PerSecond < 1 || bucket.Burst < bucket.PerSecond)
                yield return new ValidationResult($"RateLimits:{name} needs PerSecond of at least 1 and a Burst no smaller.", [name]);
    }
}

/// <summary>A token bucket.</summary>
internal sealed class Bucket
{
    /// <summary>Requests a second in the long run.</summary>
    public int PerSecond { get; set; }

    /// <summary>Requests at once, after a quiet time.</summary>
    public int Burst { get; set; }

    public TokenBucketRateLimiterOptions ToLimiter() => new()
    {
        TokenLimit = Burst,
        TokensPerPeriod = PerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };
}
