using Csss.Contracts;
using Csss.Identity.Accounts;
using Csss.Identity.BreakGlass;
using Csss.Identity.Limits;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Internal;

/// <summary>What the other services ask; the gateway routes none of it.</summary>
internal static class InternalEndpoints
{
    public static void MapInternal(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("/internal").WithTags("Between services").NotAudited("the service that asks records what its user did");
        routes.MapGet("/users/{id:guid}", GetUserAsync).RequireInternalScope(Scopes.UsersRead).NoStore().ProducesProblem(404)
            .WithSummary("An account, whatever its status.");
        routes.MapGet("/care", GetCareAsync).RequireInternalScope(Scopes.CareRead).NoStore()
            .WithSummary("Whether a doctor is in care of a patient.");
        routes.MapGet("/clients/{clientId}", GetClientAsync).RequireInternalScope(Scopes.ClientsRead).NoStore().ProducesProblem(404)
            .WithSummary("What a system or application that an administrator let in may do at this moment.");
        routes.MapGet("/revocations", GetRevocationsAsync).RequireInternalScope(Scopes.RevocationsRead).NoStore()
            .WithSummary("Sessions that ended in the last quarter of an hour.");
    }

    private static async Task<Results<Ok<UserAnswer>, ApiProblem>> GetUserAsync(Guid id, IdentityDb database, CancellationToken cancellationToken)
    {
        var answer = await database.Users.AsNoTracking().Where(user => user.Id == id && user.Status != UserStatus.Removed)
            .Select(user => new UserAnswer(
                user.Id, user.Name, user.Email, user.Language, user.Role, user.Status, user.WhatsappConsentAt != null ? user.Phone : null)).SingleOrDefaultAsync(cancellationToken);
        return answer is null ? ApiProblem.NotFound() : TypedResults.Ok(answer);
    }

    private static async Task<Ok<CareAnswer>> GetCareAsync(Guid doctor, Guid patient, IdentityDb database, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return TypedResults.Ok(new CareAnswer(
            await database.Care.AnyAsync(care => care.DoctorId == doctor && care.PatientId == patient, cancellationToken)
            || await database.Set<EmergencyAccess>().AnyAsync(access => access.DoctorId == doctor && access.PatientId == patient && access.Until > now, cancellationToken)));
    }

    /// <summary>Not the common 404: whoever asks here acts on a client's absence, and must not take an unknown route for it.</summary>
    private static async Task<Results<Ok<KnownClientAnswer>, ApiProblem>> GetClientAsync(string clientId, IdentityDb database, CancellationToken cancellationToken)
    {
        var answer = await database.Clients.AsNoTracking().Where(client => client.ClientId == clientId)
            .Select(client => new KnownClientAnswer(client.ClientId, client.Scopes)).SingleOrDefaultAsync(cancellationToken);
        return answer is null ? ApiProblem.Of(404, "unknown_client", "There is no such client.") : TypedResults.Ok(answer);
    }

    private static async Task<Ok<RevocationsAnswer>> GetRevocationsAsync(OwnRevocations revocations, CancellationToken cancellationToken) =>
        TypedResults.Ok(new RevocationsAnswer(await revocations.RecentAsync(cancellationToken)));
}

/// <param name="Whatsapp">Their number, where they agreed to be told over WhatsApp; else null, whether there is one or not.</param>
internal sealed record UserAnswer(Guid UserId, string Name, string Email, string Language, string Role, string Status, string? Whatsapp);

internal sealed record CareAnswer(bool InCare);

internal sealed record KnownClientAnswer(string ClientId, IReadOnlyList<string> Scopes);

internal sealed record RevocationsAnswer(IReadOnlyList<Revocation> Items);
