using Csss.Reports.Reports;

namespace Csss.Reports.History;

/// <summary>A patient's own scan.</summary>
/// <param name="Result">What the doctor says; null until a doctor has signed. The model's result is never here.</param>
/// <param name="Report">The latest version.</param>
internal sealed record HistoryItem(Guid ScanId, string Modality, DateTimeOffset UploadedAt, HistoryStatus Status, HistoryResult? Result, HistoryReport? Report)
{
    public static HistoryItem Of(HistoryScan scan, Report? report) => new(
        scan.Id, scan.Modality!, scan.UploadedAt!.Value, scan.Status,
        report is null ? null : new HistoryResult(report.ConfirmedLabel, report.Impression),
        report is null ? null : new HistoryReport(report.Id, report.Version, report.GeneratedAt, report.EmailedAt));
}

/// <param name="Label">The doctor's confirmed label; null when the doctor gave none.</param>
/// <param name="Summary">The doctor's impression; null when the doctor gave none.</param>
internal sealed record HistoryResult(string? Label, string? Summary);

internal sealed record HistoryReport(Guid ReportId, int Version, DateTimeOffset GeneratedAt, DateTimeOffset? EmailedAt);
