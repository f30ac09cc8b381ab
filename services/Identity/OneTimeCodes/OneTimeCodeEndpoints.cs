using Csss.Identity.Accounts;
using Csss.Identity.Limits;
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
            .WithSummary("Mail a new one-time code to an account that waits for one. The answer is the same for every address.");
        otp.MapPost("/verify", VerifyAsync).AllowAnonymous().LimitByAddress().WithEvenTiming().NoStore().ProducesProblem(401).ProducesProblem(429)
            .WithSummary("Prove an address with the mailed code: 6 digits, 10 minutes, single use, five tries.");
    }

    private static async Task<Results<Accepted, ApiProblem>> SendAsync(
        SendCodeRequest request, AddressVerification verification, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Email)) return ApiProblem.Invalid("email", "An e-mail address is needed.");

        await verification.SendAsync(EmailAddress.ForLookup(request.Email), cancellationToken);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<Results<Ok<VerifiedAnswer>, ApiProblem>> VerifyAsync(
        VerifyCodeRequest request, AddressVerification verification, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors()
            .Check(!string.IsNullOrWhiteSpace(request.Email), "email", "An e-mail address is needed.")
            .Check(!string.IsNullOrWhiteSpace(request.Otp), "otp", "The mailed code is needed.");
        if (errors.ToProblem() is { } problem) return problem;

        return await verification.VerifyAsync(EmailAddress.ForLookup(request.Email!), request.Otp!.Trim(), cancellationToken)
            ? TypedResults.Ok(new VerifiedAnswer(Verified: true))
            : ApiProblem.Unauthenticated("invalid_otp", "The code is wrong, used or out of date. Ask for a new one.");
    }
}

internal sealed record SendCodeRequest(string? Email);

internal sealed record VerifyCodeRequest(string? Email, string? Otp);

internal sealed record VerifiedAnswer(bool Verified);
