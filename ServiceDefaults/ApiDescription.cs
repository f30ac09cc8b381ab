using Microsoft.AspNetCore.OpenApi;

namespace Csss.ServiceDefaults;

/// <summary>The public OpenAPI document: what the gateway routes, and nothing of what services tell each other.</summary>
internal static class ApiDescription
{
    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = route => route.RelativePath?.StartsWith("internal/", StringComparison.Ordinal) != true;
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info.Title = $"CSSS {context.DocumentName}";
            return Task.CompletedTask;
        });
    }
}
