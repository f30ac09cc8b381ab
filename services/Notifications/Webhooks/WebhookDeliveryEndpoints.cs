using System.Security.Claims;
using Csss.Contracts;
using Csss.Contracts.PublicEvents;
using Csss.Messaging.Auditing;
using Csss.Notifications.Webhooks.Delivering;
using Csss.ServiceDefaults.Problems;
using Csss.Storage.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Webhooks;

/// <summary>What was sent to a webhook, what came of it, and sending it anew.</summary>
internal static class WebhookDeliveryEndpoints
{
    public static void MapDeliveries(this IEndpointRouteBuilder webhooks)
    {
        webhooks.MapPost("/{id:guid}/ping", PingAsync).Audited("webhook.ping", "webhooks", "id").ProducesProblem(404)
            .WithSummary("Send a test event once. An answer enables a disabled webhook again.");
        webhooks.MapGet("/{id:guid}/deliveries", ListAsync).NotAudited("its own, and nothing of people").ProducesProblem(404)
            .WithSummary("The delivery log, newest first.");
        webhooks.MapPost("/{id:guid}/deliveries/{n}/resend", ResendAsync).Audited("webhook.resend", "webhooks", "id").ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Send an event anew, under the same id.");
    }

    private static async Task<Results<Accepted<DeliveryQueued>, ApiProblem>> PingAsync(
        Guid id, ClaimsPrincipal caller, NotificationsDb database, WebhookLanes lanes, AccessAudit audit, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await database.Own(caller).AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } webhook) return ApiProblem.NotFound();

        var ping = await database.WebhookDeliveries.FirstOrDefaultAsync(
            row => row.WebhookSequence == webhook.Sequence && row.State == WebhookDeliveryState.Pending && row.EventSequence == null, cancellationToken);
        if (ping is null)
        {
            ping = await MakePingAsync(webhook, database, time.GetUtcNow(), cancellationToken);
            database.Add(ping);
        }

        audit.Record(database);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        lanes.Wake(webhook.Sequence);
        return Queued(id, ping);
    }

    /// <summary>Before everything else that is due.</summary>
    private static async Task<WebhookDelivery> MakePingAsync(Webhook webhook, NotificationsDb database, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var number = webhook.LastDelivery + 1;
        await database.Webhooks.Where(row => row.Sequence == webhook.Sequence).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastDelivery, number), cancellationToken);
        return new WebhookDelivery
        {
            WebhookSequence = webhook.Sequence,
            Sequence = number,
            EventId = Ids.New(now),
            Type = EventTypes.WebhookPing,
            CreatedAt = now,
            ExpiresAt = now,
            NextAttemptAt = DateTimeOffset.UnixEpoch,
        };
    }

    private static async Task<Results<Ok<Page<DeliveryAnswer>>, ApiProblem>> ListAsync(
        Guid id, [FromQuery] string? state, [AsParameters] PageRequest page, ClaimsPrincipal caller, NotificationsDb database, CancellationToken cancellationToken)
    {
        var wanted = default(WebhookDeliveryState);
        if (state is not null && !StateNames.TryGetValue(state, out wanted)) return ApiProblem.Invalid("state", $"One of: {string.Join(", ", StateNames.Keys)}.");
        if (await database.Own(caller).Where(row => row.Id == id).Select(row => (long?)row.Sequence).SingleOrDefaultAsync(cancellationToken) is not { } webhook)
            return ApiProblem.NotFound();

        return TypedResults.Ok(await database.WebhookDeliveries.AsNoTracking().Where(row => row.WebhookSequence == webhook && (state == null || row.State == wanted))
            .ToPageAsync(page, row => new DeliveryAnswer(
                row.Sequence, row.EventId, row.Type, row.EventSequence, row.State, row.Attempts, row.Code, row.CreatedAt,
                row.State == WebhookDeliveryState.Pending ? row.NextAttemptAt : null, row.EndedAt,
                row.Log.OrderBy(attempt => attempt.Number).Select(attempt => new AttemptAnswer(attempt.Number, attempt.At, attempt.Status, attempt.Code, attempt.DurationMs)).ToList()),
                cancellationToken));
    }

    private static async Task<Results<Accepted<DeliveryQueued>, ApiProblem>> ResendAsync(
        Guid id, long n, ClaimsPrincipal caller, NotificationsDb database, WebhookLanes lanes, AccessAudit audit, IOptions<WebhookOptions> options, TimeProvider time,
        CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await database.Own(caller).AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } webhook) return ApiProblem.NotFound();

        var chosen = database.WebhookDeliveries.Where(row => row.WebhookSequence == webhook.Sequence && row.Sequence == n);
        if (await chosen.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } delivery) return ApiProblem.NotFound();
        if (webhook.DisabledReason is not null) return ApiProblem.Conflict("webhook_disabled", "It is told nothing while it is disabled. A ping that its receiver answers enables it.");
        if (!delivery.IsPing && !await database.EventLog.AnyAsync(row => row.Sequence == delivery.EventSequence, cancellationToken))
            return ApiProblem.Conflict("event_forgotten", "The event is older than the log reaches.");

        // One that is under way just now is sent anyway; everything else is due at once, with all its attempts before it.
        var now = time.GetUtcNow();
        await chosen.Where(row => row.State != WebhookDeliveryState.Pending || row.Lease == Guid.Empty || row.NextAttemptAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, WebhookDeliveryState.Pending).SetProperty(row => row.Lease, Guid.Empty)
                .SetProperty(row => row.NextAttemptAt, now).SetProperty(row => row.ExpiresAt, now + options.Value.GiveUpAfter).SetProperty(row => row.Failures, 0)
                .SetProperty(row => row.Code, (string?)null).SetProperty(row => row.EndedAt, (DateTimeOffset?)null), cancellationToken);
        audit.Record(database);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        lanes.Wake(webhook.Sequence);
        return Queued(id, delivery);
    }

    private static readonly Dictionary<string, WebhookDeliveryState> StateNames =
        Enum.GetValues<WebhookDeliveryState>().ToDictionary(state => state.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static Accepted<DeliveryQueued> Queued(Guid id, WebhookDelivery delivery) =>
        TypedResults.Accepted($"/webhooks/{id}/deliveries", new DeliveryQueued(delivery.Sequence, delivery.EventId, delivery.Type));
}
