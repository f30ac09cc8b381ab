using Csss.Identity.Accounts;
using Csss.Identity.Limits;
using Csss.Identity.Login;
using Csss.Identity.Tokens;
using Csss.Identity.TwoFactor;
using Csss.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csss.Identity.OneTimeCodes;

/// <summary><c>POST /otp/send</c> and <c>/otp/verify</c>.</summary>
internal static class OneTimeCodeEndpoints
{
    public static void MapOneTimeCodes(this IEndpointRouteBuilder app)
    {
        var otp = app.MapGroup("/otp").WithTags("Accounts");
        otp.MapPost("/send", SendAsync).AllowAnonymous().LimitByAddress().WithEvenTiming().ProducesProblem(429)
            .WithSummary("Mail a new one-time code to an account that waits for one, or with a challenge to who is logging in. The answer is always the same.");
        otp.MapPost("/verify", VerifyAsync).AllowAnonymous().LimitByAddress().WithEvenTiming().LimitFailures().NoStore().ProducesProblem(401).ProducesProblem(429)
            .WithSummary("Prove an address with the mailed code: 6 digits, 10 minutes, single use, five tries. With a challenge, answer it with a mailed, "
                + "an authenticator's or a recovery code: then as login.");
    }

    private static async Task<Results<Accepted, ApiProblem>> SendAsync(
        SendCodeRequest request, AddressVerification verification, Challenges challenges, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Email)) return ApiProblem.Invalid("email", "An e-mail address is needed.");

        var email = EmailAddress.ForLookup(request.Email);
        if (string.IsNullOrEmpty(request.ChallengeToken)) await verification.SendAsync(email, cancellationToken);
        else await challenges.SendAsync(email, request.ChallengeToken, cancellationToken);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<Results<Ok<VerifiedAnswer>, Ok<LoginAnswer>, ApiProblem>> VerifyAsync(
        VerifyCodeRequest request, AddressVerification verification, Challenges challenges, UserTokens tokens, HttpContext context, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors()
            .Check(!string.IsNullOrWhiteSpace(request.Email), "email", "An e-mail address is needed.")
            .Check(!string.IsNullOrWhiteSpace(request.Otp), "otp", "The mailed code is needed.");
        if (errors.ToProblem() is { } problem) return problem;

        var (email, otp) = (EmailAddress.ForLookup(request.Email!), request.Otp!.Trim());
        if (string.IsNullOrEmpty(request.ChallengeToken))
            return await verification.VerifyAsync(email, otp, cancellationToken) ? TypedResults.Ok(new VerifiedAnswer(Verified: true)) : Wrong();

        return await challenges.AnswerAsync(email, request.ChallengeToken, otp, ClientAddress.Of(context), cancellationToken) is { } session
            ? TypedResults.Ok(LoginAnswer.Of(session, tokens))
            : Wrong();
    }

    private static ApiProblem Wrong() => ApiProblem.Unauthenticated("invalid_otp", "The code is wrong, used or out of date. Ask for a new one.");
}

internal sealed record SendCodeRequest(string? Email, string? ChallengeToken);

internal sealed record VerifyCodeRequest(string? Email, string? Otp, string? ChallengeToken);

internal sealed record VerifiedAnswer(bool Verified);
