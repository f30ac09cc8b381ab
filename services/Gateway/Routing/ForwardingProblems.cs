using Csss.ServiceDefaults.Problems;
using Yarp.ReverseProxy.Forwarder;

namespace Csss.Gateway.Routing;

/// <summary>A request that could not be passed on is answered as every other error is.</summary>
internal sealed class ForwardingProblems(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.GetForwarderErrorFeature() is not { } failure || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested) return;

        context.Response.Clear();
        await ProblemOf(failure).ExecuteAsync(context);
    }

    private static ApiProblem ProblemOf(IForwarderErrorFeature failure) => failure switch
    {
        { Exception: BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } } or
            { Exception.InnerException: BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } } => BodyLimit.TooLarge(),
        { Error: ForwarderError.RequestBodyClient } => ApiProblem.Malformed("malformed_request", "The request's body did not arrive whole."),
        { Error: ForwarderError.RequestTimedOut } => ApiProblem.Of(StatusCodes.Status504GatewayTimeout, "service_timeout", "The service that answers this did not do so in time."),
        _ => ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, "service_unavailable", "The service that answers this is away for the moment. Try again."),
    };
}
