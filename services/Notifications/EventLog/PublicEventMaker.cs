using System.Text.Json.Nodes;
using Csss.Contracts.Events;
using Csss.Contracts.PublicEvents;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.EventLog;

/// <summary>
/// From our events to the public ones. Field by field: what is not named here stays inside, above all labels, codes and hashes. Each shape is
/// pinned by its schema in Contracts.
/// </summary>
internal sealed class PublicEventMaker(IOptions<EventLogOptions> options)
{
    public PublicEvent Make(Guid id, ScanUploaded scan) =>
        new(id, EventTypes.ScanUploaded, scan.ScanId, scan.PatientId, scan.UploadedAt, Scan(scan.ScanId, scan.PatientId, scan.UploadedBy));

    public PublicEvent Make(Guid id, ScanRejected scan) =>
        new(id, EventTypes.ScanRejected, scan.ScanId, scan.PatientId, scan.RejectedAt, Scan(scan.ScanId, scan.PatientId, scan.UploadedBy));

    public PublicEvent Make(Guid id, PredictionCompleted prediction) =>
        new(id, EventTypes.PredictionCompleted, prediction.ScanId, prediction.PatientId, prediction.CompletedAt, Scan(prediction.ScanId, prediction.PatientId, prediction.UploadedBy));

    public PublicEvent Make(Guid id, PredictionFailed prediction) =>
        new(id, EventTypes.PredictionFailed, prediction.ScanId, prediction.PatientId, prediction.FailedAt, Scan(prediction.ScanId, prediction.PatientId, prediction.UploadedBy));

    public PublicEvent Make(Guid id, ReportGenerated report)
    {
        var data = Report(report.ReportId, report.ScanId, report.PatientId);
        data["signed_by"] = Text(report.SignedBy);
        return new(id, EventTypes.ReportGenerated, report.ScanId, report.PatientId, report.GeneratedAt, data);
    }

    public PublicEvent Make(Guid id, ReportEmailed report) =>
        new(id, EventTypes.ReportEmailed, report.ScanId, report.PatientId, report.SentAt, Report(report.ReportId, report.ScanId, report.PatientId));

    public PublicEvent Make(Guid id, ReportDeliveryFailed report) =>
        new(id, EventTypes.ReportDeliveryFailed, report.ScanId, report.PatientId, report.FailedAt, Report(report.ReportId, report.ScanId, report.PatientId));

    private JsonObject Scan(Guid scanId, Guid patientId, Guid uploadedBy)
    {
        var data = Common(scanId, patientId);
        data["uploaded_by"] = Text(uploadedBy);
        return data;
    }

    private JsonObject Report(Guid reportId, Guid scanId, Guid patientId)
    {
        var data = Common(scanId, patientId);
        data["report_id"] = Text(reportId);
        return data;
    }

    private JsonObject Common(Guid scanId, Guid patientId) => new()
    {
        ["scan_id"] = Text(scanId),
        ["patient_id"] = Text(patientId),
        ["result_url"] = new Uri(options.Value.PublicUrl!, $"results/{scanId:D}").AbsoluteUri,
    };

    private static string Text(Guid id) => id.ToString("D");
}
