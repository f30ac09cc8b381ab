using Csss.Identity.Clients;
using Csss.Identity.External;
using Csss.Identity.Limits;
using Csss.Identity.Login;
using Csss.Identity.Tokens;
using Microsoft.AspNetCore;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Csss.Identity.Connect;

/// <summary>
/// Signing in to a hospital's own applications: authorization code with PKCE. OpenIddict has checked the application, its redirect URI and its challenge before
/// anything here runs. Each request is signed in for and consented to anew; nothing is remembered between applications.
/// </summary>
internal static class ConnectEndpoints
{
    public static void MapConnect(this IEndpointRouteBuilder app)
    {
        var connect = app.MapGroup("/connect").AllowAnonymous().WithTags("OpenID Connect");
        connect.MapGet("/authorize", BeginAsync).AddEndpointFilter(TellThePersonAsync).LimitByAddress().WithSummary("The sign-in page: authorization code with PKCE (S256).").Produces(200, contentType: "text/html");
        connect.MapPost("/authorize", DecideAsync).AddEndpointFilter(TellThePersonAsync).LimitByAddress().ExcludeFromDescription();
        connect.MapPost("/login", LoginAsync).LimitByAddress().WithEvenTiming().LimitFailures().ExcludeFromDescription();
        connect.MapPost("/code", AnswerAsync).LimitByAddress().LimitFailures().ExcludeFromDescription();
        app.MapTokens();
        app.MapClients();
        app.MapExternalLogin();
    }

    /// <summary>Errors that OpenIddict tells no application of come here (EnableErrorPassthrough), and end here.</summary>
    private static ValueTask<object?> TellThePersonAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) =>
        invocation.HttpContext.GetOpenIddictServerResponse() is { Error: { } error } ? ValueTask.FromResult<object?>(ConnectPages.NotTheApplications(error)) : next(invocation);

    private static async Task<IResult> BeginAsync(HttpContext context, IOpenIddictApplicationManager clients, ConnectTickets tickets, CancellationToken cancellationToken)
    {
        var request = RequestOf(context);
        if (request.HasPromptValue(PromptValues.None)) return ConnectAnswers.Refuse(Errors.LoginRequired, "The user has to sign in.");
        if (request.RedirectUri is null) return ConnectAnswers.Refuse(Errors.InvalidRequest, "The redirect_uri is needed.");
        if (request.GetScopes().Intersect(ClientRequest.SystemScopes).Any()) return ConnectAnswers.Refuse(Errors.InvalidScope, "That scope is for systems: client credentials.");

        var client = await clients.FindByClientIdAsync(request.ClientId!, cancellationToken) ?? throw new InvalidOperationException("The client is gone.");
        var ticket = tickets.Begin(await clients.GetDisplayNameAsync(client, cancellationToken) ?? request.ClientId!, ParametersOf(request));
        return ConnectPages.Login(ticket, tickets.Seal(ticket, context), failed: false);
    }

    private static async Task<IResult> LoginAsync(
        HttpContext context, ConnectTickets tickets, ConnectLogin login, CancellationToken cancellationToken)
    {
        if (await FormAsync(context, cancellationToken) is not { } form || tickets.Open(form[ConnectTickets.Field], context) is not { UserId: null } ticket) return ConnectPages.Expired();

        var email = form["email"].ToString();
        switch (await login.TryAsync(email, form["password"].ToString(), ClientAddress.Of(context), cancellationToken))
        {
            case { Session: { } session }:
                return AskForConsent(ticket, session, tickets, context);
            case { Challenge: { } challenge }:
                var pending = ticket with { Pending = new PendingLogin(email, challenge.Token) };
                return ConnectPages.Code(pending, tickets.Seal(pending, context), failed: false);
            default:
                return ConnectPages.Login(ticket, tickets.Seal(ticket, context), failed: true);
        }
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, ConnectTickets tickets, ConnectLogin login, CancellationToken cancellationToken)
    {
        if (await FormAsync(context, cancellationToken) is not { } form || tickets.Open(form[ConnectTickets.Field], context) is not { UserId: null, Pending: { } pending } ticket) return ConnectPages.Expired();

        var session = await login.AnswerAsync(pending.Email, pending.Challenge, form["otp"].ToString(), ClientAddress.Of(context), cancellationToken);
        return session is null
            ? ConnectPages.Code(ticket, tickets.Seal(ticket, context), failed: true)
            : AskForConsent(ticket, session, tickets, context);
    }

    private static IResult AskForConsent(ConnectTicket ticket, OpenSession session, ConnectTickets tickets, HttpContext context)
    {
        var signedIn = ticket with { UserId = session.User.Id, SessionId = session.Id, Pending = null };
        return ConnectPages.Consent(signedIn, tickets.Seal(signedIn, context), session.User.Name);
    }

    private static async Task<IResult> DecideAsync(
        HttpContext context, ConnectTickets tickets, IdentityDb database, Sessions sessions, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        if (tickets.Open(form[ConnectTickets.Field], context) is not { UserId: { } userId, SessionId: { } sessionId } ticket || !IsOf(ticket, RequestOf(context)))
            return ConnectPages.Expired();

        if (form["decision"] != "allow")
        {
            await sessions.EndAsync(sessionId, userId, "not_allowed", cancellationToken);
            return ConnectAnswers.Refuse(Errors.AccessDenied, "The user did not allow it.");
        }

        var signedInAt = await database.Sessions.AsNoTracking().Where(row => row.Id == sessionId && row.RevokedAt == null)
            .Select(row => (DateTimeOffset?)row.CreatedAt).SingleOrDefaultAsync(cancellationToken);
        return signedInAt is { } at
            ? ConnectAnswers.Grant(userId, sessionId, at, RequestOf(context).GetScopes())
            : ConnectAnswers.Refuse(Errors.LoginRequired, "The session is over.");
    }

    /// <summary>Null when it is none, or a broken one.</summary>
    private static async Task<IFormCollection?> FormAsync(HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            return context.Request.HasFormContentType ? await context.Request.ReadFormAsync(cancellationToken) : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return null;
        }
    }

    private static OpenIddictRequest RequestOf(HttpContext context) =>
        context.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("OpenIddict did not see this request.");

    private static Dictionary<string, string> ParametersOf(OpenIddictRequest request) =>
        request.GetParameters().Where(parameter => parameter.Key is not (ConnectTickets.Field or "decision"))
            .ToDictionary(parameter => parameter.Key, parameter => (string?)parameter.Value ?? "", StringComparer.Ordinal);

    /// <summary>What was consented to is what is answered: the form's own parameters count only if they are the ticket's.</summary>
    private static bool IsOf(ConnectTicket ticket, OpenIddictRequest request)
    {
        var asked = ParametersOf(request);
        return asked.Count == ticket.Parameters.Count && asked.All(parameter => ticket.Parameters.GetValueOrDefault(parameter.Key) == parameter.Value);
    }
}
