using Csss.Reports.Documents;

namespace Csss.Reports.Reports;

internal sealed record GeneratedAnswer(Guid ReportId, int Version, string Status)
{
    public static GeneratedAnswer Of(Report report) => new(report.Id, report.Version, "ready");
}

internal sealed record QueuedAnswer(Guid ReportId, string Status);

internal sealed record PassphraseAnswer(string Passphrase);

/// <summary>A report without its PDF, as a doctor in care sees it.</summary>
/// <param name="Supersedes">The report id of the version before.</param>
/// <param name="SupersededBy">The report id of the latest version, when this is not it.</param>
/// <param name="DeliveryFailure">The last failure, unless a later mail was accepted.</param>
internal sealed record ReportDetails(
    Guid ReportId,
    Guid ScanId,
    Guid PatientId,
    int Version,
    string Status,
    string Language,
    Guid SignedBy,
    DateTimeOffset GeneratedAt,
    Guid? Supersedes,
    Guid? SupersededBy,
    string? Findings,
    string? Impression,
    string? Recommendation,
    string? ConfirmedLabel,
    ReportModel Model,
    string Sha256,
    long Bytes,
    string VerificationCode,
    DateTimeOffset? EmailRequestedAt,
    DateTimeOffset? EmailedAt,
    DeliveryFailure? DeliveryFailure)
{
    public static ReportDetails Of(Report report, Guid? supersededBy, VerificationCodes codes) => new(
        report.Id, report.ScanId, report.PatientId, report.Version, "ready", report.Language, report.SignedBy, report.GeneratedAt, report.Supersedes, supersededBy,
        report.Findings, report.Impression, report.Recommendation, report.ConfirmedLabel, new ReportModel(report.ModelName, report.ModelVersion),
        report.Sha256, report.Bytes, codes.Of(report.Id), report.EmailRequestedAt, report.EmailedAt,
        report.DeliveryFailedAt is { } failedAt ? new DeliveryFailure(report.DeliveryFailureCode!, failedAt) : null);
}

internal sealed record ReportVersions(IReadOnlyList<ReportDetails> Items);

internal sealed record ReportModel(string Name, string Version);

internal sealed record DeliveryFailure(string Code, DateTimeOffset FailedAt);
