using Csss.ServiceDefaults;

namespace Csss.Identity.Limits;

internal static class LimitsExtensions
{
    /// <summary>No request to Identity is larger than a form.</summary>
    private const int LargestBody = 64 * 1024;

    private const string ByAddress = "by-address";

    public static WebApplicationBuilder AddLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LargestBody);
        builder.Services.AddValidatedOptions<LimitOptions>("Limits");
        builder.Services.AddSingleton<AccountGate>();
        builder.Services.AddSingleton<MailBudget>();
        builder.Services.AddSingleton<FailureLimit>();
        builder.Services.AddRateLimiter(limiter => limiter.AddPolicy<string, ClientLimit>(ByAddress));
        return builder;
    }

    public static RouteHandlerBuilder LimitByAddress(this RouteHandlerBuilder route) => route.RequireRateLimiting(ByAddress);

    /// <summary>A 401 of this route counts against the client's address, and too many are 429.</summary>
    public static RouteHandlerBuilder LimitFailures(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<FailureLimit>().InvokeAsync(context, next));

    public static RouteHandlerBuilder WithEvenTiming(this RouteHandlerBuilder route) => route.AddEndpointFilter<EvenTiming>();

    /// <summary>The answer holds tokens or personal data: nothing on the way keeps it (RFC 9111).</summary>
    public static RouteHandlerBuilder NoStore(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter((context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return next(context);
        });
}
