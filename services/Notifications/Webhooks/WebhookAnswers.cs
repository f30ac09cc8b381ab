namespace Csss.Notifications.Webhooks;

/// <param name="Secret">Shown this once: <c>whsec_</c> and the key in base64.</param>
internal sealed record WebhookCreated(Guid WebhookId, string Secret, string Url, IReadOnlyList<string> Events, DateTimeOffset CreatedAt);

/// <param name="Secret">Shown this once.</param>
/// <param name="PreviousSecretUntil">Until then the one before signs as well.</param>
internal sealed record WebhookRotated(Guid WebhookId, string Secret, DateTimeOffset PreviousSecretUntil);

/// <param name="Reason">Why it is disabled: <c>failing</c>, <c>gone</c> or <c>not_authorised</c>.</param>
/// <param name="FailingSince">Since when every attempt has failed.</param>
/// <param name="Position">The <c>sequence</c> of the last event for which a delivery was made, where it wanted one. A disabled one goes on from here.</param>
/// <param name="PreviousSecretUntil">After a rotation: until then two secrets sign.</param>
internal sealed record WebhookAnswer(
    Guid WebhookId, string Url, IReadOnlyList<string> Events, WebhookState State, string? Reason, DateTimeOffset? DisabledAt, DateTimeOffset? FailingSince,
    long Position, DateTimeOffset? PreviousSecretUntil, DateTimeOffset CreatedAt);

/// <summary>Whether it is told of events.</summary>
internal enum WebhookState
{
    Enabled,
    Disabled,
}

/// <param name="N">Counted for each webhook from 1.</param>
/// <param name="EventId">The <c>webhook-id</c> it is sent under.</param>
/// <param name="Sequence">The event's in the log; null for a ping.</param>
/// <param name="Attempts">Attempts begun.</param>
/// <param name="Code">Why it is dead, or why the last attempt failed.</param>
/// <param name="NextAttemptAt">Null when there is none to come.</param>
internal sealed record DeliveryAnswer(
    long N, Guid EventId, string Type, long? Sequence, WebhookDeliveryState State, int Attempts, string? Code, DateTimeOffset CreatedAt,
    DateTimeOffset? NextAttemptAt, DateTimeOffset? EndedAt, IEnumerable<AttemptAnswer> Log);

/// <param name="Status">The HTTP status; null when there was no answer.</param>
/// <param name="Code">Why it failed; null when it did not.</param>
internal sealed record AttemptAnswer(int Attempt, DateTimeOffset At, int? Status, string? Code, int DurationMs);

/// <summary>What is going to be sent.</summary>
internal sealed record DeliveryQueued(long N, Guid EventId, string Type);
