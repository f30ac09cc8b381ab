namespace Csss.Identity.Connect;

/// <summary>HTML that nobody keeps, frames or runs anything in.</summary>
internal sealed class HtmlPage(int status, string contentSecurityPolicy, string html) : IResult, IStatusCodeHttpResult
{
    /// <summary>For the limit of failures, which counts what was refused.</summary>
    int? IStatusCodeHttpResult.StatusCode => status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = contentSecurityPolicy;
        response.Headers.CacheControl = "no-store";
        response.Headers.XFrameOptions = "DENY";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return response.WriteAsync(html, httpContext.RequestAborted);
    }
}
