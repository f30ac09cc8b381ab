namespace Csss.Notifications.EventLog;

/// <summary>
/// How far one of our own channels (the AMQP exchange, the webhooks) has read. Kept by that channel; what it has not read yet is not
/// deleted, however old.
/// </summary>
internal sealed class LogPosition
{
    /// <summary>The channel's name.</summary>
    public required string Reader { get; init; }

    /// <summary>The last line it has dealt with; 0 before the first.</summary>
    public required long After { get; set; }
}
