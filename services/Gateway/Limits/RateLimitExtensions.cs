using System.Globalization;
using System.Threading.RateLimiting;
using Csss.ServiceDefaults;
using Csss.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Csss.Gateway.Limits;

internal static class RateLimitExtensions
{
    private static readonly string[] Probes = ["/health", "/alive"];

    public static WebApplicationBuilder AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<RateLimitOptions>("RateLimits");
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>>((limiter, options) =>
        {
            var limits = options.Value;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => IsProbe(context)
                ? RateLimitPartition.GetNoLimiter("probe")
                : RateLimitPartition.GetTokenBucketLimiter(CallerOf(context).Key, _ => limits.General.ToLimiter()));
            limiter.AddPolicy(RateLimitPolicies.Credentials, context =>
                RateLimitPartition.GetTokenBucketLimiter(CallerOf(context).Address, _ => limits.Credentials.ToLimiter()));
            limiter.AddPolicy(RateLimitPolicies.Upload, context =>
                RateLimitPartition.GetTokenBucketLimiter(CallerOf(context).Key, _ => limits.Upload.ToLimiter()));
            limiter.OnRejected = RejectAsync;
        });
        return builder;
    }

    public static void UseRateLimits(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            context.Features.Set(await Caller.OfAsync(context));
            await next(context);
        });
        app.UseRateLimiter();
    }

    private static Caller CallerOf(HttpContext context) => context.Features.GetRequiredFeature<Caller>();

    private static bool IsProbe(HttpContext context) => Probes.Contains(context.Request.Path.Value, StringComparer.OrdinalIgnoreCase);

    private static async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await ApiProblem.Of(StatusCodes.Status429TooManyRequests, "too_many_requests", "Slow down and try again after the time in Retry-After.")
            .ExecuteAsync(rejected.HttpContext);
    }
}
