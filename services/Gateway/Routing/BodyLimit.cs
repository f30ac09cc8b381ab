using Csss.ServiceDefaults.Problems;

namespace Csss.Gateway.Routing;

/// <summary>
/// Refuses a body that says itself that it is too large, before a byte of it is read. One that does not say is cut off by
/// Kestrel at the same limit.
/// </summary>
internal sealed class BodyLimit(RequestDelegate next)
{
    public static ApiProblem TooLarge() => ApiProblem.TooLarge("request_too_large", "The request is larger than this route takes.");

    public Task InvokeAsync(HttpContext context) =>
        context.Request.ContentLength > context.GetReverseProxyFeature().Route.Config.MaxRequestBodySize
            ? TooLarge().ExecuteAsync(context)
            : next(context);
}
