using Csss.Contracts;
using Csss.Inference.Care;
using Csss.Inference.Scans;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Csss.Storage.Databases;
using Microsoft.EntityFrameworkCore;

namespace Csss.Inference.Readings;

/// <summary><c>PUT /doctor/scans/{id}/reading</c>: the doctor's own view. The first one made before seeing the model's is kept as it was.</summary>
internal static class ReadingEndpoint
{
    private const int LongestText = 8000;

    public static void MapReading(this IEndpointRouteBuilder app) =>
        app.MapPut("/doctor/scans/{id:guid}/reading", PutAsync).RequireRoles(Roles.Doctor).Audited("reading.write", "scans", "id")
            .WithSummary("Your own view of a scan.").Produces<ReadingJson>();

    private static async Task<IResult> PutAsync(
        Guid id, Body body, HttpContext http, InferenceDb database, AccessAudit audit, TimeProvider time, CancellationToken cancellationToken)
    {
        var doctor = http.User.UserId();
        var scan = await database.ScansInCareOf(doctor, time.GetUtcNow()).AsSplitQuery()
            .Include(row => row.Readings.Where(reading => reading.DoctorId == doctor)).SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (scan is null) return ApiProblem.NotFound();
        if (Errors(body, scan) is { Count: > 0 } errors) return ApiProblem.Invalid(errors);

        var known = scan.Readings.Find(reading => reading.BeforeAi == body.BeforeAi);
        if (known is { BeforeAi: true }) return TypedResults.Ok(ReadingJson.Of(known));
        if (known is null) scan.Readings.Add(known = new Reading { DoctorId = doctor, BeforeAi = body.BeforeAi!.Value, RecordedAt = time.GetUtcNow() });

        (known.Impression, known.Label, known.Agrees, known.Reason, known.RecordedAt) = (body.Impression, body.Label, body.Agrees, body.Reason, time.GetUtcNow());
        audit.Record(database, scan.PatientId);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return TypedResults.Ok(ReadingJson.Of(known));
        }
        catch (DbUpdateException twin) when (twin.IsUniqueViolation())
        {
            return ApiProblem.Conflict("reading_changed", "The same reading was sent twice at once. Look at it and send it again if need be.");
        }
    }

    private static Dictionary<string, string[]> Errors(Body body, Scan scan)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (body.BeforeAi is null) errors["before_ai"] = ["Say whether this was before seeing the model's view."];
        if (body.Impression?.Length > LongestText) errors["impression"] = [$"At most {LongestText} characters."];
        if (body.Reason?.Length > LongestText) errors["reason"] = [$"At most {LongestText} characters."];
        if (body.Label is not null && scan.Prediction is { } prediction && !prediction.Probabilities.ContainsKey(body.Label))
            errors["label"] = ["One of: " + string.Join(", ", prediction.Probabilities.Keys)];
        else if (body.Label?.Length > 64) errors["label"] = ["At most 64 characters."];
        return errors;
    }

    internal sealed record Body(string? Impression, string? Label, bool? BeforeAi, bool? Agrees, string? Reason);
}
