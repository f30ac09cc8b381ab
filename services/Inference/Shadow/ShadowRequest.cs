namespace Csss.Inference.Shadow;

/// <summary>
/// A scan that the modality's candidate has yet to judge: written in the transaction that stores the scan's answer, removed in the one
/// that stores the candidate's. So none is lost when the process dies, and none is run before its scan is answered.
/// </summary>
internal sealed class ShadowRequest
{
    /// <summary>The order in which they are run.</summary>
    public long Sequence { get; init; }

    public required Guid ScanId { get; init; }

    public required string Modality { get; init; }

    /// <summary>The version whose answer was given.</summary>
    public required string ServedVersion { get; init; }

    /// <summary>Of its graph.</summary>
    public required string ServedSha256 { get; init; }

    /// <summary>Runs that failed.</summary>
    public int Failures { get; set; }

    /// <summary>Not before this time.</summary>
    public required DateTimeOffset NextRunAt { get; set; }
}
