using Csss.Identity.Accounts;
using Csss.Identity.Limits;
using Csss.Identity.Login;
using Csss.Identity.Tokens;
using Csss.ServiceDefaults.Problems;
using Csss.Storage.Encryption;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Csss.Identity.External;

/// <summary>
/// Signing in with the hospital's own OpenID provider (authorization code, PKCE, state, nonce). The web app's server takes part in the middle: it keeps
/// <c>login_token</c> in an HttpOnly cookie between start and finish.
/// </summary>
internal static class ExternalLoginEndpoints
{
    public static void MapExternalLogin(this IEndpointRouteBuilder app)
    {
        var external = app.MapGroup("/auth/external").AllowAnonymous().WithTags("Login");
        external.MapGet("", Describe).WithSummary("Whether people can sign in with the hospital's own account, and what it is called.");
        external.MapPost("/start", StartAsync).LimitByAddress().NoStore().ProducesProblem(404).ProducesProblem(503).WithSummary("Where to send the browser, and what to keep until it comes back.");
        external.MapPost("/finish", FinishAsync).LimitByAddress().NoStore().ProducesProblem(401).ProducesProblem(503)
            .WithSummary("What the browser came back with, for tokens as after a login. 401 external_login_refused for every reason.");
    }

    private static Ok<ExternalAnswer> Describe(IOptions<ExternalLoginOptions> options) =>
        TypedResults.Ok(new ExternalAnswer(options.Value.IsOn, options.Value.IsOn ? options.Value.Name : null));

    private static async Task<Results<Ok<StartAnswer>, ApiProblem>> StartAsync(
        IOptions<ExternalLoginOptions> options, ExternalProvider provider, ISealer sealer, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn) return ApiProblem.NotFound();
        try
        {
            var attempt = ExternalAttempt.New(time.GetUtcNow());
            return TypedResults.Ok(new StartAnswer(await provider.SignInAddressAsync(attempt, cancellationToken), attempt.Seal(sealer)));
        }
        catch (Exception exception) when (IsAway(exception, cancellationToken))
        {
            return Away();
        }
    }

    private static async Task<Results<Ok<LoginAnswer>, ApiProblem>> FinishAsync(
        FinishRequest request, IOptions<ExternalLoginOptions> options, ExternalLogin login, UserTokens tokens, ISealer sealer, TimeProvider time, HttpContext context,
        CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn) return ApiProblem.NotFound();
        var errors = new FieldErrors()
            .Check(!string.IsNullOrEmpty(request.LoginToken), "login_token", "What start gave is needed.")
            .Check(!string.IsNullOrEmpty(request.State), "state", "What the provider gave back is needed.")
            .Check(!string.IsNullOrEmpty(request.Code), "code", "What the provider gave back is needed.");
        if (errors.ToProblem() is { } problem) return problem;

        try
        {
            var session = ExternalAttempt.Open(request.LoginToken!, request.State!, sealer, time.GetUtcNow()) is { } attempt
                ? await login.TryAsync(request.Code!, attempt, ClientAddress.Of(context), cancellationToken)
                : null;
            return session is null
                ? ApiProblem.Unauthenticated("external_login_refused", "Nobody could be signed in with this: start again, or ask whether you have an account here.")
                : TypedResults.Ok(LoginAnswer.Of(session, tokens));
        }
        catch (Exception exception) when (IsAway(exception, cancellationToken))
        {
            return Away();
        }
    }

    private static bool IsAway(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && exception is HttpRequestException or OperationCanceledException;

    private static ApiProblem Away() => ApiProblem.Of(503, "provider_unavailable", "The hospital's sign-in cannot be reached at the moment. Try again, or use your password.");
}

internal sealed record ExternalAnswer(bool Enabled, string? Name);

internal sealed record StartAnswer(Uri AuthorizationUrl, string LoginToken);

internal sealed record FinishRequest(string? LoginToken, string? State, string? Code);
