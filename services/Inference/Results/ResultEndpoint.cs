using Csss.Contracts;
using Csss.Inference.Scans;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Csss.Inference.Results;

/// <summary><c>GET /results/{id}</c>: what a scan came to, for systems that an administrator has entitled to results.</summary>
internal static class ResultEndpoint
{
    public static void MapResults(this IEndpointRouteBuilder app) =>
        app.MapGet("/results/{id:guid}", GetAsync).RequireScope(Scopes.ResultsRead).Audited("result.read", "scans", "id")
            .WithTags("Results").WithSummary("A scan's status, and the model's result once there is one.")
            .Produces<ResultJson>().Produces<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json");

    private static async Task<IResult> GetAsync(Guid id, InferenceDb database, CancellationToken cancellationToken)
    {
        var result = await database.Scans.Where(scan => scan.Id == id).Select(scan => new ResultJson(
            scan.Id, scan.Status,
            scan.Prediction == null ? null : scan.Prediction.Label,
            scan.Prediction == null ? null : scan.Prediction.Confidence,
            scan.Prediction != null && scan.Prediction.AbstainReason != null,
            scan.Prediction == null ? null : new ModelJson(scan.Prediction.ModelName, scan.Prediction.ModelVersion, scan.Prediction.ModelSha256),
            scan.ReportId)).SingleOrDefaultAsync(cancellationToken);
        return result is null ? ApiProblem.NotFound() : TypedResults.Ok(result);
    }
}
