using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Csss.ServiceDefaults.Problems;

/// <summary>The one exception handler. What is not known here is a 500 with a trace id, never a default answer.</summary>
internal sealed partial class UnhandledExceptions(ILogger<UnhandledExceptions> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var problem = exception switch
        {
            BadHttpRequestException { StatusCode: 413 } => ApiProblem.TooLarge("request_too_large", "The request is larger than this route takes."),
            BadHttpRequestException { StatusCode: 415 } => ApiProblem.Unsupported("unsupported_media_type", "This route does not take that content type."),
            BadHttpRequestException refused when refused.Data["field"] is string field => ApiProblem.Invalid(field, refused.Message),
            BadHttpRequestException bad => ApiProblem.Of(bad.StatusCode, "malformed_request", "The request could not be read: a field, parameter or the body is malformed."),
            _ => ApiProblem.Of(500, "internal_error", "Something went wrong on our side. Quote the trace id when you report it."),
        };
        if (problem.Status >= 500) LogUnhandled(logger, exception, httpContext.Request.Method, httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName ?? "-");
        try
        {
            await problem.ExecuteAsync(httpContext);
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // Who hung up in the middle of a request reads no answer; it is no error of ours.
        }

        return true;
    }

    [LoggerMessage(LogLevel.Error, "Unhandled exception in {Method} {Endpoint}")]
    private static partial void LogUnhandled(ILogger logger, Exception exception, string method, string endpoint);
}
