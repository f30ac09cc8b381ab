using Csss.Contracts;
using Csss.Contracts.Events;

namespace Csss.Notifications.Tests.EventLog;

/// <summary>The events of one scan, as the services publish them.</summary>
internal sealed record ScanStory(Guid ScanId, Guid PatientId, Guid DoctorId, DateTimeOffset At)
{
    public static ScanStory New(DateTimeOffset? at = null) => new(Ids.New(), Ids.New(), Ids.New(), at ?? TimeProvider.System.GetUtcNow());

    public Guid ReportId { get; } = Ids.New();

    public ScanUploaded Uploaded => new(ScanId, PatientId, DoctorId, Modalities.ChestXray, new string('a', 64), At);

    public ScanRejected Rejected => new(ScanId, PatientId, DoctorId, "unreadable_image", At);

    public PredictionCompleted Completed => new(
        ScanId, PatientId, DoctorId, Modalities.ChestXray, "chest", "2.1.0", "COVID-19", 93.41m, new Dictionary<string, decimal> { ["COVID-19"] = 93.41m }, false, null, At);

    public PredictionFailed Failed => new(ScanId, PatientId, DoctorId, "model_unavailable", 3, At);

    public ReportGenerated Signed => new(ReportId, ScanId, PatientId, DoctorId, 1, "en", new string('b', 64), At);

    public ReportEmailed Emailed => new(ReportId, ScanId, PatientId, "email", At);

    public ReportDeliveryFailed Undelivered => new(ReportId, ScanId, PatientId, "email", "smtp_rejected", 2, At);
}
