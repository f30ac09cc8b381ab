using System.Security.Claims;
using Csss.Identity.Accounts;
using Csss.Identity.Limits;
using Csss.Identity.Tokens;
using Csss.Identity.TwoFactor;
using Csss.Messaging.Auditing;
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
        auth.MapPost("/login", LoginAsync).AllowAnonymous().LimitByAddress().NoStore().LimitFailures().ProducesProblem(401).ProducesProblem(429)
            .WithSummary("Log in. Whatever is wrong, the answer is 401 invalid_credentials. Where a second factor is asked for: a challenge, and no access token.");
        auth.MapPost("/refresh", RefreshAsync).AllowAnonymous().LimitByAddress().NoStore().ProducesProblem(401).ProducesProblem(429)
            .WithSummary("Renew the tokens. A refresh token works once; using an old one ends the session.");
        auth.MapGet("/sessions", SessionEndpoints.ListAsync).RequireUser().NotAudited("their own account").NoStore().ProducesProblem(401)
            .WithSummary("The caller's own sessions that can still be renewed.");
        auth.MapDelete("/sessions/{sid:guid}", SessionEndpoints.EndAsync).RequireUser().Audited("session.end", "sessions", "sid").ProducesProblem(401).ProducesProblem(404)
            .WithSummary("End one of the caller's sessions, everywhere.");
        auth.MapPost("/logout", LogoutAsync).RequireUser().Audited("session.end", "sessions").ProducesProblem(401)
            .WithSummary("End the caller's session, everywhere.");
        app.MapTwoFactor();
    }

    private static async Task<Results<Ok<LoginAnswer>, Ok<ChallengeAnswer>, ApiProblem>> LoginAsync(
        LoginRequest request, PasswordLogin login, UserTokens tokens, HttpContext context, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors()
            .Check(!string.IsNullOrEmpty(request.Email), "email", "An e-mail address is needed.")
            .Check(!string.IsNullOrEmpty(request.Password), "password", "A password is needed.");
        if (errors.ToProblem() is { } problem) return problem;

        return await login.TryAsync(EmailAddress.ForLookup(request.Email!), request.Password!, ClientAddress.Of(context), cancellationToken) switch
        {
            { Session: { } session } => TypedResults.Ok(LoginAnswer.Of(session, tokens)),
            { Challenge: { } challenge } => TypedResults.Ok(ChallengeAnswer.Of(challenge)),
            _ => ApiProblem.Unauthenticated("invalid_credentials", "The e-mail address or the password is wrong, or the account cannot log in."),
        };
    }

    private static async Task<Results<Ok<LoginAnswer>, ApiProblem>> RefreshAsync(
        RefreshRequest request, Sessions sessions, UserTokens tokens, HttpContext context, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(request.RefreshToken)) return ApiProblem.Invalid("refresh_token", "A refresh token is needed.");

        var session = await sessions.RefreshAsync(request.RefreshToken, ClientAddress.Of(context), cancellationToken);
        return session is null
            ? ApiProblem.Unauthenticated("invalid_refresh_token", "The session is over. Log in again.")
            : TypedResults.Ok(LoginAnswer.Of(session, tokens));
    }

    private static async Task<NoContent> LogoutAsync(ClaimsPrincipal caller, Sessions sessions, AccessAudit audit, CancellationToken cancellationToken)
    {
        if (caller.SessionId() is { } session) await sessions.EndAsync(session, caller.UserId(), "logout", cancellationToken, audit);
        return TypedResults.NoContent();
    }
}

internal sealed record LoginRequest(string? Email, string? Password);

internal sealed record RefreshRequest(string? RefreshToken);
