using System.Globalization;
using System.Security.Claims;
using Csss.Chatbot.Answers;
using Csss.Chatbot.Languages;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Csss.Chatbot.Conversations;

/// <summary>A person's own talk with the assistant. A conversation that is somebody else's is 404.</summary>
internal static class ConversationEndpoints
{
    private const int LargestBody = 64 * 1024;

    public static void MapConversations(this IEndpointRouteBuilder app)
    {
        var chatbot = app.MapGroup("/chatbot").RequireUser().WithTags("Assistant").AddEndpointFilter<NoStore>();
        chatbot.MapPost("/message", AskAsync).Audited("assistant.ask", "conversations").WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .WithSummary("Ask the assistant. With Accept: text/event-stream the answer comes as server-sent events: delta, then done.")
            .Produces<MessageAnswer>(StatusCodes.Status200OK, "application/json", "text/event-stream").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status429TooManyRequests);
        var conversation = chatbot.MapGroup("/conversations/{id:guid}");
        conversation.MapGet("", GetAsync).Audited("conversation.read", "conversations", "id").WithSummary("What was said, the oldest first.").Produces<ConversationAnswer>();
        conversation.MapDelete("", DeleteAsync).Audited("conversation.delete", "conversations", "id").WithSummary("Erase it.").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> AskAsync(
        MessageRequest request, HttpContext http, Assistant assistant, ConversationStore conversations, MessageBudget budget, AccessAudit audit, CancellationToken cancellationToken)
    {
        if (request.Problem() is { } problem) return problem;

        var (message, asker) = (request.Message!, AskerOf(http));
        var conversation = request.ConversationId is { } id ? await conversations.FindAsync(id, asker.UserId, cancellationToken) : null;
        var strange = request.ConversationId is not null && conversation is null;
        if (strange) audit.About(patientId: null, request.ConversationId);

        // Danger before everything, also before what is wrong with the request.
        var answer = assistant.Triage(message);
        if (answer is null && strange) return ApiProblem.NotFound();
        if (budget.Spend(asker.UserId) is { } wait && answer is null) return TooMany(http, wait);

        answer ??= await assistant.AnswerAsync(message, asker, conversation is null ? null : await conversations.LastAsync(conversation, cancellationToken), cancellationToken);
        try
        {
            var kept = await conversations.AddAsync(conversation, asker, new Said(message, answer), cancellationToken);
            return Reply(http, MessageAnswer.Of(answer, kept));
        }
        catch (DbUpdateException) when (conversation is not null)
        {
            return ApiProblem.NotFound(); // It was erased while the answer was being made.
        }
    }

    private static async Task<IResult> GetAsync(Guid id, ClaimsPrincipal user, ConversationStore conversations, CancellationToken cancellationToken) =>
        await conversations.FindAsync(id, user.UserId(), cancellationToken) is { } conversation
            ? TypedResults.Ok(ConversationAnswer.Of(conversation, await conversations.AllAsync(conversation, cancellationToken)))
            : ApiProblem.NotFound();

    private static async Task<IResult> DeleteAsync(Guid id, ClaimsPrincipal user, ConversationStore conversations, CancellationToken cancellationToken)
    {
        if (await conversations.FindAsync(id, user.UserId(), cancellationToken) is not { } conversation) return ApiProblem.NotFound();

        await conversations.DeleteAsync(conversation, cancellationToken);
        return TypedResults.NoContent();
    }

    private static IResult Reply(HttpContext http, MessageAnswer answer) =>
        http.Request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/event-stream")
            ? TypedResults.ServerSentEvents(AnswerEvents.Of(answer))
            : TypedResults.Ok(answer);

    private static ApiProblem TooMany(HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ApiProblem.Of(StatusCodes.Status429TooManyRequests, "too_many_requests", "Slow down and try again after the time in Retry-After.");
    }

    private static Asker AskerOf(HttpContext http) => new(
        http.User.UserId(), http.User.Role(), http.Request.Headers.Authorization.ToString()["Bearer ".Length..],
        http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).Select(language => Language.Parse(language.Value.Value)).FirstOrDefault(code => code is not null));
}
