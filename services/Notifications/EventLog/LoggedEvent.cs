namespace Csss.Notifications.EventLog;

/// <summary>
/// One line of the log that systems outside are told from, written once and never changed. Numbers begin at 1 and have no gap: a line is
/// numbered in the transaction that writes it, and whoever sees a line sees all those before it.
/// </summary>
internal sealed class LoggedEvent
{
    /// <summary>Its place: one more than the line before.</summary>
    public required long Sequence { get; init; }

    /// <summary>The CloudEvents <c>id</c>: the id of the internal message, the same however often that one is delivered.</summary>
    public required Guid Id { get; init; }

    /// <summary>One of <see cref="Csss.Contracts.PublicEvents.EventTypes"/>.</summary>
    public required string Type { get; init; }

    public required Guid ScanId { get; init; }

    public required Guid PatientId { get; init; }

    /// <summary>When it happened, which is before it was written here.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The CloudEvent in structured JSON, exactly as every channel sends it: ids and links only.</summary>
    public required string Json { get; init; }

    /// <summary>W3C trace parent of the message it was made from.</summary>
    public string? TraceParent { get; init; }
}
