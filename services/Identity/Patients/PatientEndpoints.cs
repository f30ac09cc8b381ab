using Csss.Contracts;
using Csss.Identity.Accounts;
using Csss.Identity.Limits;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Csss.Storage.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Patients;

/// <summary><c>GET /doctor/patients</c>: for whom a doctor can upload.</summary>
internal static class PatientEndpoints
{
    public static void MapPatients(this IEndpointRouteBuilder app) =>
        app.MapGet("/doctor/patients", ListAsync).RequireRoles(Roles.Doctor).Audited("patient.list", "patients").NoStore().WithTags("Doctor").ProducesProblem(401).ProducesProblem(403)
            .WithSummary("Active patients, newest first; query finds a part of the name.");

    private static async Task<Results<Ok<Page<PatientItem>>, ApiProblem>> ListAsync(
        string? query, [AsParameters] PageRequest page, IdentityDb database, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(query) && !PersonName.TryTrim(query, out _))
            return ApiProblem.Invalid("query", $"A part of a name: at most {PersonName.MaxLength} characters on one line.");

        var patients = database.Users.AsNoTracking().Where(user => user.Role == Roles.Patient && user.Status == UserStatus.Active);
        if (!string.IsNullOrWhiteSpace(query))
        {
            var pattern = NameKey.Containing(query);
            patients = patients.Where(user => EF.Functions.Like(user.NameKey, pattern, @"\"));
        }

        return TypedResults.Ok(await patients.ToPageAsync(
            page,
            user => new PatientItem(user.Id, user.Name, database.Care.Where(care => care.PatientId == user.Id)
                .OrderByDescending(care => care.LastScanAt).Select(care => (DateTimeOffset?)care.LastScanAt).FirstOrDefault()),
            cancellationToken));
    }
}

internal sealed record PatientItem(Guid PatientId, string Name, DateTimeOffset? LastScanAt);
