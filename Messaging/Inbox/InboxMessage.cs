namespace Csss.Messaging.Inbox;

/// <summary>A message a consumer has handled, saved with what it changed: a redelivery changes nothing.</summary>
public sealed class InboxMessage
{
    /// <summary>The transport's message id.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>The consumer's queue.</summary>
    public required string Consumer { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
