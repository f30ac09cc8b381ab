using Csss.Reports.Scans;

namespace Csss.Reports.Documents;

/// <summary>Everything a report shows.</summary>
/// <param name="Signature">Null for a draft.</param>
/// <param name="DrawnAt">When it was signed or previewed.</param>
/// <param name="Scan">Completed, with its prediction.</param>
/// <param name="Image">The scan as PNG.</param>
/// <param name="Overlay">The heatmap over the scan as PNG; null when there is none.</param>
internal sealed record ReportContent(
    Signature? Signature,
    DateTimeOffset DrawnAt,
    Person Patient,
    Person Doctor,
    Scan Scan,
    DoctorsWords Words,
    byte[] Image,
    byte[]? Overlay)
{
    public Prediction Prediction => Scan.Prediction ?? throw new InvalidOperationException("A report is drawn of a completed scan only.");
}

/// <param name="Name">Null when Identity knows none any more.</param>
internal sealed record Person(Guid Id, string? Name)
{
    public string ShownName => Name ?? "Name not on record";
}

/// <summary>What makes a drawing a report.</summary>
/// <param name="Supersedes">The version this one replaces; null for the first.</param>
internal sealed record Signature(Guid ReportId, int Version, string VerificationCode, SupersededReport? Supersedes);

internal sealed record SupersededReport(Guid ReportId, int Version);

/// <summary>What the doctor wrote; null or blank is "none given".</summary>
internal sealed record DoctorsWords(string? Findings, string? Impression, string? Recommendation, string? ConfirmedLabel)
{
    public bool AreMissing => new[] { Findings, Impression, Recommendation, ConfirmedLabel }.All(string.IsNullOrWhiteSpace);
}
