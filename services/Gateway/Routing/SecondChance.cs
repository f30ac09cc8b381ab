using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Csss.Gateway.Routing;

/// <summary>
/// Tries one other replica when the first cannot have done anything with the request: no connection came about and none of
/// the body was taken, or reading was all that was asked. Everything else is for the client to repeat, who alone knows whether it may be.
/// </summary>
internal sealed class SecondChance(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var proxy = context.GetReverseProxyFeature();
        var destinations = proxy.AvailableDestinations;
        await next(context);
        if (!IsSafe(context) || proxy.ProxiedDestination is not { } failed) return;

        var others = destinations.Where(destination => destination != failed).ToList();
        if (others.Count == 0) return;

        proxy.AvailableDestinations = others;
        context.Features.Set<IForwarderErrorFeature>(null);
        context.Response.Clear();
        await next(context);
    }

    private static bool IsSafe(HttpContext context)
    {
        if (context.GetForwarderErrorFeature() is not { Error: ForwarderError.Request } failure
            || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested) return false;

        var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        return isRead || failure.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };
    }
}
