namespace Csss.Notifications.Live;

/// <summary>A scan has reached a state. Kept for some hours, so that who was away can be told.</summary>
internal sealed class ScanChange
{
    /// <summary>Without gaps and in the order of commits: who has seen 7 and is told 8 has missed nothing.</summary>
    public required long Sequence { get; init; }

    public required Guid ScanId { get; init; }

    public required Guid PatientId { get; init; }

    public required ScanState State { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>In the order in which a scan can pass through them; a failed one can still be completed by another try.</summary>
internal enum ScanState
{
    Queued,
    Failed,
    Rejected,
    Completed,
}

/// <summary>The last sequence given out. Its one row is locked by whoever adds a change, so that changes become visible in their order.</summary>
internal sealed class ScanChangeCounter
{
    public const int OnlyId = 1;

    public required int Id { get; init; }

    public long Last { get; set; }
}
