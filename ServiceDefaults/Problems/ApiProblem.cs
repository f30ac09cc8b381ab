using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Csss.ServiceDefaults.Problems;

/// <summary>
/// An error as the API tells it: RFC 9457 with a stable <c>code</c> and the <c>trace_id</c>; validation adds <c>errors</c>.
/// Texts never hold personal data.
/// </summary>
public sealed class ApiProblem : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    private ApiProblem(int status, string code, string detail, IReadOnlyDictionary<string, string[]>? errors = null) =>
        (Status, Code, Detail, Errors) = (status, code, detail, errors);

    /// <summary>HTTP status.</summary>
    public int Status { get; }

    /// <summary>Stable, machine-readable reason in snake_case.</summary>
    public string Code { get; }

    /// <summary>One sentence for a person.</summary>
    public string Detail { get; }

    /// <summary>Field by field, for validation errors.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; }

    /// <summary>What else a program needs to go on, for instance <c>oldest</c>.</summary>
    private Dictionary<string, object>? Details { get; init; }

    int? IStatusCodeHttpResult.StatusCode => Status;

    /// <summary>The same problem with one more member.</summary>
    public ApiProblem With(string name, object value) =>
        new(Status, Code, Detail, Errors) { Details = new Dictionary<string, object>(Details ?? [], StringComparer.Ordinal) { [name] = value } };

    /// <summary>Any status.</summary>
    public static ApiProblem Of(int status, string code, string detail) => new(status, code, detail);

    /// <summary>400: the request itself is malformed.</summary>
    public static ApiProblem Malformed(string code, string detail) => new(400, code, detail);

    /// <summary>400 with the fields that are wrong.</summary>
    public static ApiProblem Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(400, "validation_failed", "Some fields are not valid.", errors);

    /// <summary>400 with the one field that is wrong.</summary>
    public static ApiProblem Invalid(string field, string text) =>
        Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [text] });

    /// <summary>401.</summary>
    public static ApiProblem Unauthenticated(string code, string detail) => new(401, code, detail);

    /// <summary>403.</summary>
    public static ApiProblem Forbidden() => new(403, "forbidden", "Your role may not do this.");

    /// <summary>404: not there, or not yours; the two look the same.</summary>
    public static ApiProblem NotFound() => new(404, "not_found", "There is nothing here, or it is not yours.");

    /// <summary>409: the object's state does not allow it.</summary>
    public static ApiProblem Conflict(string code, string detail) => new(409, code, detail);

    /// <summary>413.</summary>
    public static ApiProblem TooLarge(string code, string detail) => new(413, code, detail);

    /// <summary>415: not an image we read.</summary>
    public static ApiProblem Unsupported(string code, string detail) => new(415, code, detail);

    /// <summary>422: understood but refused.</summary>
    public static ApiProblem Refused(string code, string detail) => new(422, code, detail);

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var problem = new ProblemDetails
        {
            Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(Status),
            Status = Status,
            Detail = Detail,
            Extensions = { ["code"] = Code, ["trace_id"] = Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier },
        };
        if (Errors is not null) problem.Extensions["errors"] = Errors;
        foreach (var (name, value) in Details ?? []) problem.Extensions[name] = value;
        httpContext.Response.StatusCode = Status;
        return httpContext.Response.WriteAsJsonAsync(problem, options: null, "application/problem+json", httpContext.RequestAborted);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(400, typeof(ProblemDetails), ["application/problem+json"]));
}
