using Csss.Storage.Paging;

namespace Csss.Notifications.Webhooks;

/// <summary>An address outside that a client wants to be told of events at.</summary>
internal sealed class Webhook : ISequenced
{
    public long Sequence { get; init; }

    public required Guid Id { get; init; }

    /// <summary>Whose it is; the client's right is asked for again with each delivery.</summary>
    public required string ClientId { get; init; }

    /// <summary>Never logged: it may hold a token of the receiver's.</summary>
    public required string Url { get; init; }

    public required string[] Events { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last event of the log for which it was decided whether it is to be delivered.</summary>
    public required long Position { get; init; }

    /// <summary>The last delivery's number.</summary>
    public long LastDelivery { get; init; }

    /// <summary>Sealed to <see cref="ContextOf"/>.</summary>
    public required string SealedKey { get; init; }

    /// <summary>The key before, which signs as well until <see cref="PreviousKeyEndsAt"/>.</summary>
    public string? SealedPreviousKey { get; init; }

    public DateTimeOffset? PreviousKeyEndsAt { get; init; }

    /// <summary>Null while it is enabled. One of <see cref="DisabledReasons"/>.</summary>
    public string? DisabledReason { get; init; }

    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Since when every attempt has failed; null when the last one did not.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>What the keys are sealed to: one moved to another webhook does not open.</summary>
    public static string ContextOf(Guid id) => $"webhooks/{id:D}";
}

/// <summary>Why a webhook is told nothing any more. A ping that is answered enables it again.</summary>
internal static class DisabledReasons
{
    /// <summary>Every attempt has failed for too long.</summary>
    public const string Failing = "failing";

    /// <summary>The receiver said 410.</summary>
    public const string Gone = "gone";

    /// <summary>The client is not there any more, or may not have webhooks any more.</summary>
    public const string NotAuthorised = "not_authorised";
}
