using System.Security.Claims;
using Csss.Identity.Accounts;
using Csss.Identity.Limits;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csss.Identity.Passwords;

/// <summary><c>POST /auth/password/forgot</c>, <c>/reset</c>, <c>/change</c>.</summary>
internal static class PasswordEndpoints
{
    public static void MapPasswords(this IEndpointRouteBuilder app)
    {
        var password = app.MapGroup("/auth/password").WithTags("Passwords");
        password.MapPost("/forgot", ForgotAsync).AllowAnonymous().LimitByAddress().WithEvenTiming().ProducesProblem(429)
            .WithSummary("Mail a token to set a new password with. The answer is the same for every address.");
        password.MapPost("/reset", ResetAsync).AllowAnonymous().LimitByAddress().LimitFailures().ProducesProblem(401).ProducesProblem(429)
            .WithSummary("Set a new password with the mailed token: half an hour, single use. All sessions end.");
        password.MapPost("/change", ChangeAsync).RequireUser().NotAudited("recorded as the event it is, with the change").ProducesProblem(401).ProducesProblem(422)
            .WithSummary("Change the caller's own password. All other sessions end.");
    }

    private static async Task<Results<Accepted, ApiProblem>> ForgotAsync(ForgotRequest request, PasswordChanges changes, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Email)) return ApiProblem.Invalid("email", "An e-mail address is needed.");

        await changes.MailResetAsync(EmailAddress.ForLookup(request.Email), cancellationToken);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<Results<NoContent, ApiProblem>> ResetAsync(
        ResetRequest request, PasswordCheck check, PasswordChanges changes, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Token)) return ApiProblem.Invalid("token", "The mailed token is needed.");

        // Nothing about the password is told to who has no token: the account's name and address are in it.
        var token = request.Token.Trim();
        if (await changes.FindByTokenAsync(token, cancellationToken) is not { } user) return Over();
        if (check.WhyNot(request.Password, user.Name, user.Email) is { } text) return ApiProblem.Invalid("password", text);

        return await changes.ResetAsync(user, token, request.Password!, cancellationToken) ? TypedResults.NoContent() : Over();
    }

    private static async Task<Results<NoContent, ApiProblem>> ChangeAsync(
        ChangeRequest request, ClaimsPrincipal caller, PasswordProof proof, PasswordCheck check, PasswordChanges changes, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(request.CurrentPassword)) return ApiProblem.Invalid("current_password", "The current password is needed.");
        if (!PasswordRule.Accepts(request.NewPassword)) return ApiProblem.Invalid("new_password", check.WhyNot(request.NewPassword)!);
        if (await proof.OfAsync(caller.UserId(), request.CurrentPassword, cancellationToken) is not { } user) return PasswordProof.Refused();
        if (request.NewPassword == request.CurrentPassword) return ApiProblem.Invalid("new_password", "This is the password you have.");
        if (check.WhyNot(request.NewPassword, user.Name, user.Email) is { } text) return ApiProblem.Invalid("new_password", text);

        return await changes.ChangeAsync(user, request.NewPassword!, caller.SessionId(), cancellationToken) ? TypedResults.NoContent() : PasswordProof.Refused();
    }

    private static ApiProblem Over() => ApiProblem.Unauthenticated("invalid_token", "The token is wrong, used or out of date. Ask for a new one.");
}

internal sealed record ForgotRequest(string? Email);

internal sealed record ResetRequest(string? Token, string? Password);

internal sealed record ChangeRequest(string? CurrentPassword, string? NewPassword);
