namespace Csss.Inference.Scans;

/// <summary>A scan's states, as the API spells them.</summary>
internal static class ScanStatus
{
    public const string Queued = "queued";
    public const string Processing = "processing";
    public const string Completed = "completed";
    public const string Rejected = "rejected";
    public const string Failed = "failed";

    public static readonly IReadOnlyList<string> All = [Queued, Processing, Completed, Rejected, Failed];

    /// <summary>Nothing more happens to it by itself.</summary>
    public static bool IsFinal(string status) => status is Completed or Rejected or Failed;
}
