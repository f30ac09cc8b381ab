using System.Security.Claims;
using Csss.Identity.Accounts;
using Csss.Identity.Limits;
using Csss.Identity.Tokens;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csss.Identity.Login;

/// <summary><c>POST /auth/login</c>, <c>/auth/refresh</c>, <c>/auth/logout</c>.</summary>
internal static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder app)
    {
        var auth = app.MapGroup("/auth").WithTags("Login");
        auth.MapPost("/login", LoginAsync).AllowAnonymous().LimitByAddress().NoStore().ProducesProblem(401).ProducesProblem(429)
            .WithSummary("Log in. Whatever is wrong, the answer is 401 invalid_credentials.");
        auth.MapPost("/refresh", RefreshAsync).AllowAnonymous().LimitByAddress().NoStore().ProducesProblem(401).ProducesProblem(429)
            .WithSummary("Renew the tokens. A refresh token works once; using an old one ends the session.");
        auth.MapPost("/logout", LogoutAsync).RequireUser().ProducesProblem(401)
            .WithSummary("End the caller's session, everywhere.");
    }

    private static async Task<Results<Ok<LoginAnswer>, ApiProblem>> LoginAsync(
        LoginRequest request, PasswordLogin login, UserTokens tokens, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors()
            .Check(!string.IsNullOrEmpty(request.Email), "email", "An e-mail address is needed.")
            .Check(!string.IsNullOrEmpty(request.Password), "password", "A password is needed.");
        if (errors.ToProblem() is { } problem) return problem;

        var session = await login.TryAsync(EmailAddress.ForLookup(request.Email!), request.Password!, cancellationToken);
        return session is null
            ? ApiProblem.Unauthenticated("invalid_credentials", "The e-mail address or the password is wrong, or the account cannot log in.")
            : TypedResults.Ok(Answer(session, tokens));
    }

    private static async Task<Results<Ok<LoginAnswer>, ApiProblem>> RefreshAsync(
        RefreshRequest request, Sessions sessions, UserTokens tokens, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(request.RefreshToken)) return ApiProblem.Invalid("refresh_token", "A refresh token is needed.");

        var session = await sessions.RefreshAsync(request.RefreshToken, cancellationToken);
        return session is null
            ? ApiProblem.Unauthenticated("invalid_refresh_token", "The session is over. Log in again.")
            : TypedResults.Ok(Answer(session, tokens));
    }

    private static async Task<NoContent> LogoutAsync(ClaimsPrincipal caller, Sessions sessions, CancellationToken cancellationToken)
    {
        if (caller.SessionId() is { } session) await sessions.EndAsync(session, caller.UserId(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static LoginAnswer Answer(OpenSession session, UserTokens tokens) => new(
        tokens.Mint(session.User, session.Id), "Bearer", (int)UserTokens.Lifetime.TotalSeconds, session.RefreshToken,
        OtpRequired: false, session.User.Role, session.User.Name, session.User.Id);
}

internal sealed record LoginRequest(string? Email, string? Password);

internal sealed record RefreshRequest(string? RefreshToken);

internal sealed record LoginAnswer(
    string AccessToken, string TokenType, int ExpiresIn, string RefreshToken, bool OtpRequired, string Role, string Name, Guid UserId);
