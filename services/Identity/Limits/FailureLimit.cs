using System.Globalization;
using System.Threading.RateLimiting;
using Csss.ServiceDefaults.Problems;
using Microsoft.Extensions.Options;

namespace Csss.Identity.Limits;

/// <summary>
/// What one client address may get wrong, over all accounts: who tries one password on each of a thousand accounts locks none of them
/// out, and is stopped here. What was right costs nothing.
/// </summary>
internal sealed class FailureLimit(IOptions<LimitOptions> options) : IEndpointFilter, IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(address, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = options.Value.FailuresPerTenMinutes,
            Window = Window,
            SegmentsPerWindow = 10,
        }));

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var address = ClientAddress.NetworkOf(context.HttpContext);
        using (var left = _limiter.AttemptAcquire(address, permitCount: 0))
            if (!left.IsAcquired) return TooMany(context.HttpContext, left);

        var answer = await next(context);
        if (Status(answer) == StatusCodes.Status401Unauthorized) _limiter.AttemptAcquire(address).Dispose();
        return answer;
    }

    public void Dispose() => _limiter.Dispose();

    private static int? Status(object? answer) => answer is INestedHttpResult nested ? Status(nested.Result) : (answer as IStatusCodeHttpResult)?.StatusCode;

    private static ApiProblem TooMany(HttpContext context, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : Window / 10;
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return ApiProblem.Of(StatusCodes.Status429TooManyRequests, "too_many_requests", "Too many wrong tries from this address. Wait a while.");
    }
}
