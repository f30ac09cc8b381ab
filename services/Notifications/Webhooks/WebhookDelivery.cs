using Csss.Storage.Paging;

namespace Csss.Notifications.Webhooks;

/// <summary>
/// One event on its way to one webhook. Who sends it holds its <see cref="Lease"/> until <see cref="NextAttemptAt"/>: when that replica dies,
/// it falls due again and is sent once more, under the same event id.
/// </summary>
internal sealed class WebhookDelivery : ISequenced
{
    public required long WebhookSequence { get; init; }

    /// <summary>Counted for each webhook from 1: the <c>n</c> of the API.</summary>
    public required long Sequence { get; init; }

    /// <summary>Which line of the log; null for a ping.</summary>
    public long? EventSequence { get; init; }

    /// <summary>The <c>webhook-id</c>: the event's, whichever attempt.</summary>
    public required Guid EventId { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>No attempt is planned for later than this.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public WebhookDeliveryState State { get; init; }

    /// <summary>Attempts begun; one that died with its process counts.</summary>
    public int Attempts { get; init; }

    /// <summary>Attempts that failed since it was made or sent anew: the pauses grow with them.</summary>
    public int Failures { get; init; }

    /// <summary>When it is due; while it is being sent, when its lease ends.</summary>
    public required DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>Whose turn it is, empty when it is nobody's; a write under a lost lease changes nothing.</summary>
    public Guid Lease { get; init; }

    /// <summary>Why it is dead, or why the last attempt failed. One of <see cref="FailureCodes"/> or <see cref="DisabledReasons"/>.</summary>
    public string? Code { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public bool IsPing => EventSequence is null;

    public ICollection<WebhookAttempt> Log { get; } = [];
}

/// <summary>What became of a delivery.</summary>
internal enum WebhookDeliveryState
{
    /// <summary>To be sent, or to be tried again.</summary>
    Pending,

    /// <summary>The receiver answered 2xx.</summary>
    Delivered,

    /// <summary>Given up, or the webhook was disabled. It can be sent anew.</summary>
    Dead,
}
