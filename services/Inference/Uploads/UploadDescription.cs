using System.Text.Json.Nodes;
using Csss.Contracts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Csss.Inference.Uploads;

/// <summary>The form, for the API's documentation: it is read as a stream, so the framework cannot see it.</summary>
internal static class UploadDescription
{
    public static Task ApplyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var form = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string>(StringComparer.Ordinal) { "file", "patient_id" },
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = "JPEG, PNG, TIFF or WebP, one frame, at most 50 MB and 100 megapixels." },
                ["patient_id"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
                ["modality"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Modalities.All.Select(modality => JsonValue.Create(modality))], Default = Modalities.ChestXray },
                ["notes"] = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = UploadLimits.NotesCharacters },
            },
        };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["multipart/form-data"] = new() { Schema = form } },
        };
        return Task.CompletedTask;
    }
}
