using System.Security.Claims;
using Csss.Contracts;
using Csss.Messaging.Auditing;
using Csss.Notifications.EventLog;
using Csss.Notifications.Webhooks.Targets;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Csss.Storage.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Webhooks;

/// <summary><c>/webhooks</c>: where a client wants to be told of events. Another client's is not there.</summary>
internal static class WebhookEndpoints
{
    public static void MapWebhookEndpoints(this IEndpointRouteBuilder app)
    {
        var webhooks = app.MapGroup("/webhooks").RequireScope(Scopes.WebhooksManage).WithTags("Webhooks").AddEndpointFilter(NoStoreAsync);
        webhooks.MapPost("", AddAsync).Audited("webhook.add", "webhooks").ProducesProblem(409).ProducesProblem(422)
            .WithSummary("Be told of events from now on. The secret is shown this once.");
        webhooks.MapGet("", ListAsync).NotAudited("its own, and nothing of people").WithSummary("The caller's webhooks, newest first, and how they do.");
        webhooks.MapDelete("/{id:guid}", RemoveAsync).Audited("webhook.remove", "webhooks", "id").ProducesProblem(404)
            .WithSummary("Be told no more. What is still to be sent is not.");
        webhooks.MapPost("/{id:guid}/rotate", RotateAsync).Audited("webhook.rotate", "webhooks", "id").ProducesProblem(404).ProducesProblem(409)
            .WithSummary("A new secret. For a while the one before signs as well.");
        webhooks.MapDeliveries();
    }

    /// <summary>The caller's own.</summary>
    public static IQueryable<Webhook> Own(this NotificationsDb database, ClaimsPrincipal caller)
    {
        var client = ClientOf(caller);
        return database.Webhooks.Where(row => row.ClientId == client);
    }

    private static async Task<Results<Created<WebhookCreated>, ApiProblem>> AddAsync(
        WebhookRequest request, ClaimsPrincipal caller, NotificationsDb database, TargetRules targets, WebhookSecrets secrets, AccessAudit audit,
        IOptions<WebhookOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await request.ProblemAsync(targets, options.Value, cancellationToken) is { } problem) return problem;

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await database.Own(caller).CountAsync(cancellationToken) >= options.Value.MostPerClient)
            return ApiProblem.Conflict("too_many_webhooks", $"A client has at most {options.Value.MostPerClient} webhooks.");

        var now = time.GetUtcNow();
        var id = Ids.New(now);
        var (secret, sealedKey) = secrets.Create(id);
        database.Add(new Webhook
        {
            Id = id,
            ClientId = ClientOf(caller),
            Url = request.Url!,
            Events = request.GivenEvents,
            CreatedAt = now,
            Position = await database.EventLog.MaxAsync(row => (long?)row.Sequence, cancellationToken) ?? 0,
            SealedKey = sealedKey,
        });
        audit.Record(database, objectId: id);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Created($"/webhooks/{id}", new WebhookCreated(id, secret, request.Url!, request.GivenEvents, now));
    }

    private static async Task<Ok<Page<WebhookAnswer>>> ListAsync(
        [AsParameters] PageRequest page, ClaimsPrincipal caller, NotificationsDb database, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return TypedResults.Ok(await database.Own(caller).AsNoTracking().ToPageAsync(page, row => new WebhookAnswer(
            row.Id, row.Url, row.Events, row.DisabledReason == null ? WebhookState.Enabled : WebhookState.Disabled, row.DisabledReason, row.DisabledAt,
            row.FailingSince, row.Position, row.PreviousKeyEndsAt > now ? row.PreviousKeyEndsAt : null, row.CreatedAt), cancellationToken));
    }

    private static async Task<Results<NoContent, ApiProblem>> RemoveAsync(
        Guid id, ClaimsPrincipal caller, NotificationsDb database, AccessAudit audit, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await database.Own(caller).Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken) == 0) return ApiProblem.NotFound();

        audit.Record(database);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<WebhookRotated>, ApiProblem>> RotateAsync(
        Guid id, ClaimsPrincipal caller, NotificationsDb database, WebhookSecrets secrets, AccessAudit audit, IOptions<WebhookOptions> options, TimeProvider time,
        CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await database.Own(caller).AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } webhook) return ApiProblem.NotFound();

        var (secret, sealedKey) = secrets.Create(id);
        var previous = secrets.Reseal(webhook);
        var until = time.GetUtcNow() + options.Value.RotationGrace;
        var rotated = await database.Webhooks.Where(row => row.Sequence == webhook.Sequence && row.SealedKey == webhook.SealedKey)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SealedKey, sealedKey).SetProperty(row => row.SealedPreviousKey, previous)
                .SetProperty(row => row.PreviousKeyEndsAt, until), cancellationToken);
        if (rotated == 0) return ApiProblem.Conflict("rotated_meanwhile", "The secret has just been changed by another request.");

        audit.Record(database);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new WebhookRotated(id, secret, until));
    }

    private static string ClientOf(ClaimsPrincipal caller) => caller.FindFirstValue("sub") ?? throw new InvalidOperationException("The token has no subject.");

    /// <summary>Some answers hold a secret, all of them an address that may: nothing on the way keeps them (RFC 9111).</summary>
    private static ValueTask<object?> NoStoreAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(context);
    }
}
