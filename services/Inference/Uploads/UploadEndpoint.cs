using Csss.Contracts;
using Csss.Inference.Patients;
using Csss.Inference.Scans;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Mvc;

namespace Csss.Inference.Uploads;

/// <summary><c>POST /doctor/upload</c>.</summary>
internal static class UploadEndpoint
{
    private const string RetryAfterSeconds = "5";

    public static void MapUpload(this IEndpointRouteBuilder app) =>
        app.MapPost("/doctor/upload", UploadAsync).RequireRoles(Roles.Doctor).Audited("scan.upload", "scans")
            .WithMetadata(new RequestSizeLimitAttribute(UploadLimits.MaximumRequestBytes))
            .WithSummary("Upload a scan: multipart file, patient_id, modality?, notes?. With Prefer: wait=N it may answer the finished scan.")
            .Produces<QueuedJson>(StatusCodes.Status202Accepted).Produces<ScanJson>()
            .AddOpenApiOperationTransformer(UploadDescription.ApplyAsync);

    private static async Task<IResult> UploadAsync(HttpContext http, UploadIntake intake, ScanWaiting waiting, CancellationToken cancellationToken)
    {
        try
        {
            var scan = await intake.AcceptAsync(http.Request, http.User.UserId(), cancellationToken);
            if (PreferWait.Of(http.Request) is not { } wait) return Queued(scan);

            http.Response.Headers["Preference-Applied"] = $"wait={wait.TotalSeconds:0}";
            return await waiting.UntilFinalAsync(scan.Id, wait, cancellationToken) is { } done ? TypedResults.Ok(ScanJson.Of(done)) : Queued(scan);
        }
        catch (UploadRefusedException refused)
        {
            return refused.Problem;
        }
        catch (IdentityUnavailableException)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            return ApiProblem.Of(503, "identity_unavailable", "The patient cannot be looked up at the moment. Nothing was stored; try again.");
        }
    }

    private static IResult Queued(Scan scan) =>
        TypedResults.Accepted($"/doctor/scans/{scan.Id}", new QueuedJson(scan.Id, ScanStatus.Queued));
}
