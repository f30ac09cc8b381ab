using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.ServiceDefaults.Problems;

internal static class ProblemExtensions
{
    public static void AddProblems(this WebApplicationBuilder builder)
    {
        builder.Services.AddExceptionHandler<UnhandledExceptions>();
        builder.Services.AddProblemDetails();
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => ForStatus(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
    }

    /// <summary>For answers that the framework gives without a body: an unknown route, no token, a wrong role.</summary>
    private static ApiProblem ForStatus(int status) => status switch
    {
        401 => ApiProblem.Unauthenticated("unauthenticated", "A valid access token is needed."),
        403 => ApiProblem.Forbidden(),
        404 => ApiProblem.NotFound(),
        405 => ApiProblem.Of(405, "method_not_allowed", "This route does not take that method."),
        413 => ApiProblem.TooLarge("request_too_large", "The request is larger than this route takes."),
        415 => ApiProblem.Unsupported("unsupported_media_type", "This route does not take that content type."),
        429 => ApiProblem.Of(429, "too_many_requests", "Slow down and try again after the time in Retry-After."),
        _ => ApiProblem.Of(status, "http_" + status.ToString(System.Globalization.CultureInfo.InvariantCulture), "The request could not be answered."),
    };
}
