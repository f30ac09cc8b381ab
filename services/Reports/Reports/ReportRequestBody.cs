using System.Text.Json;
using Csss.ServiceDefaults;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.OpenApi;

namespace Csss.Reports.Reports;

/// <summary>
/// A <see cref="ReportRequest"/> that may be left out with its content type, since all of it is optional. Bound by hand: routing sends a
/// request without a content type past a route that names one.
/// </summary>
internal sealed record ReportRequestBody(ReportRequest Request)
{
    public static async ValueTask<ReportRequestBody> BindAsync(HttpContext context)
    {
        var request = context.Request;
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true }) return new ReportRequestBody(new ReportRequest());
        if (!request.HasJsonContentType()) throw new BadHttpRequestException("The body is not JSON.", StatusCodes.Status415UnsupportedMediaType);

        try
        {
            var read = await JsonSerializer.DeserializeAsync<ReportRequest>(request.Body, ApiJson.Options, context.RequestAborted);
            return new ReportRequestBody(read ?? new ReportRequest());
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException("The body is not what this route takes.", exception);
        }
    }

    /// <summary>Says in the OpenAPI document what binding by hand leaves unsaid.</summary>
    public static RouteHandlerBuilder Describe(RouteHandlerBuilder route) =>
        route.AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
        {
            var schema = await context.GetOrCreateSchemaAsync(typeof(ReportRequest), cancellationToken: cancellationToken);
            operation.RequestBody = new OpenApiRequestBody
            {
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/json"] = new() { Schema = schema } },
            };
        });
}
