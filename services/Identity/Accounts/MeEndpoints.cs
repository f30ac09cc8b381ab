using System.Security.Claims;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Identity.TwoFactor;
using Csss.Messaging;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Accounts;

/// <summary><c>GET, PATCH /auth/me</c>.</summary>
internal static class MeEndpoints
{
    public static async Task<Results<Ok<MeAnswer>, ApiProblem>> GetAsync(ClaimsPrincipal caller, IdentityDb database, SecondFactor secondFactor, CancellationToken cancellationToken)
    {
        var id = caller.UserId();
        var user = await database.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        return user is null ? ApiProblem.NotFound() : TypedResults.Ok(await AnswerAsync(user, secondFactor, cancellationToken));
    }

    public static async Task<Results<Ok<MeAnswer>, ApiProblem>> ChangeAsync(
        ChangeMeRequest request, ClaimsPrincipal caller, IdentityDb database, SecondFactor secondFactor, AccessAudit audit, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors()
            .Check(PersonName.TryTrim(request.Name, out var name) || request.Name is null, "name", $"A name of 1 to {PersonName.MaxLength} characters on one line is needed.")
            .Check(request.Language is null || Languages.All.Contains(request.Language), "language", $"The language is one of {string.Join(", ", Languages.All)}.");
        if (errors.ToProblem() is { } problem) return problem;

        var id = caller.UserId();
        var user = await database.Users.SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (user is null) return ApiProblem.NotFound();

        if (request.Name is not null) user.Called(name);
        if (request.Language is not null) user.Language = request.Language;
        if (database.ChangeTracker.HasChanges())
        {
            var now = time.GetUtcNow();
            database.Publish(new UserChanged(user.Id, user.Role, user.Status, now), now);
            audit.Record(database, user.Role == Roles.Patient ? id : null, id);
            await database.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.Ok(await AnswerAsync(user, secondFactor, cancellationToken));
    }

    private static async Task<MeAnswer> AnswerAsync(User user, SecondFactor secondFactor, CancellationToken cancellationToken) => new(
        user.Id, user.Name, user.Email, user.Role, await secondFactor.IsAskedOfAsync(user, cancellationToken),
        await secondFactor.HasAuthenticatorAsync(user.Id, cancellationToken), user.Language);
}

internal sealed record ChangeMeRequest(string? Name, string? Language);

/// <param name="TwoFactor">Whether a second factor is asked for, by the site's policy or because an authenticator is enrolled.</param>
/// <param name="Authenticator">Whether an authenticator is enrolled.</param>
internal sealed record MeAnswer(Guid UserId, string Name, string Email, string Role, bool TwoFactor, bool Authenticator, string Language);
