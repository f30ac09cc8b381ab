using System.Security.Claims;
using Csss.Identity.Limits;
using Csss.Identity.Passwords;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Identity.TwoFactor;

/// <summary><c>POST /auth/totp/enroll</c>, <c>/auth/totp/confirm</c>, <c>DELETE /auth/totp</c>.</summary>
internal static class TotpEndpoints
{
    private const string Recorded = "recorded as the event it is, with the change";

    public static void MapTwoFactor(this IEndpointRouteBuilder app)
    {
        var totp = app.MapGroup("/auth/totp").WithTags("Two-factor");
        totp.MapPost("/enroll", EnrollAsync).RequireUser().NotAudited("nothing has changed before it is confirmed").NoStore().ProducesProblem(401).ProducesProblem(409)
            .WithSummary("A secret for an authenticator app. It is asked for at login once it is confirmed, within a quarter of an hour.");
        totp.MapPost("/confirm", ConfirmAsync).RequireUser().NotAudited(Recorded).NoStore().ProducesProblem(401).ProducesProblem(409).ProducesProblem(422)
            .WithSummary("Confirm with a code of the app. Answers ten recovery codes, shown once.");
        totp.MapDelete("", RemoveAsync).RequireUser().NotAudited(Recorded).ProducesProblem(401).ProducesProblem(422)
            .WithSummary("Remove the authenticator and its recovery codes; asks for the password.");
    }

    private static async Task<Results<Ok<EnrollAnswer>, ApiProblem>> EnrollAsync(
        ClaimsPrincipal caller, IdentityDb database, Authenticators authenticators, IOptions<TwoFactorOptions> options, CancellationToken cancellationToken)
    {
        var id = caller.UserId();
        var email = await database.Users.Where(user => user.Id == id).Select(user => user.Email).SingleOrDefaultAsync(cancellationToken);
        if (email is null) return ApiProblem.NotFound();

        return await authenticators.EnrollAsync(id, cancellationToken) is { } secret
            ? TypedResults.Ok(new EnrollAnswer(secret, TimeBasedCode.UriOf(secret, email, options.Value.Issuer)))
            : ApiProblem.Conflict("already_enrolled", "An authenticator is enrolled already. Remove it first.");
    }

    private static async Task<Results<Ok<ConfirmAnswer>, ApiProblem>> ConfirmAsync(
        ConfirmRequest request, ClaimsPrincipal caller, Authenticators authenticators, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Otp)) return ApiProblem.Invalid("otp", "A code of the authenticator is needed.");
        if (!await authenticators.IsWaitingAsync(caller.UserId(), cancellationToken))
            return ApiProblem.Conflict("not_enrolled", "There is no authenticator to confirm. Enrol one first.");

        return await authenticators.ConfirmAsync(caller.UserId(), caller.Role(), request.Otp.Trim(), cancellationToken) is { } codes
            ? TypedResults.Ok(new ConfirmAnswer(codes))
            : ApiProblem.Refused("invalid_otp", "The code is not the authenticator's. Check that the clock of its device is right.");
    }

    private static async Task<Results<NoContent, ApiProblem>> RemoveAsync(
        [FromBody] RemoveRequest request, ClaimsPrincipal caller, PasswordProof proof, Authenticators authenticators, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(request.Password)) return ApiProblem.Invalid("password", "The password is needed.");
        if (await proof.OfAsync(caller.UserId(), request.Password, cancellationToken) is null) return PasswordProof.Refused();

        await authenticators.RemoveAsync(caller.UserId(), caller.Role(), cancellationToken);
        return TypedResults.NoContent();
    }
}

internal sealed record EnrollAnswer(string Secret, string OtpauthUri);

internal sealed record ConfirmRequest(string? Otp);

internal sealed record ConfirmAnswer(IReadOnlyList<string> RecoveryCodes);

internal sealed record RemoveRequest(string? Password);
