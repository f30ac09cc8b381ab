using Csss.Contracts;
using Csss.Contracts.Events;

namespace Csss.Notifications.Tests.Live;

/// <summary>The events of one scan, as Inference publishes them.</summary>
internal sealed record ScanEvents(Guid ScanId, Guid PatientId, Guid UploadedBy)
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static ScanEvents Of(Guid uploadedBy, Guid? patientId = null) => new(Ids.New(), patientId ?? Ids.New(), uploadedBy);

    public ScanUploaded Uploaded() => new(ScanId, PatientId, UploadedBy, Modalities.ChestXray, new string('a', 64), Now);

    public ScanRejected Rejected() => new(ScanId, PatientId, UploadedBy, "not_an_image", Now);

    public PredictionFailed Failed() => new(ScanId, PatientId, UploadedBy, "model_unavailable", 3, Now);

    public PredictionCompleted Completed() => new(
        ScanId, PatientId, UploadedBy, Modalities.ChestXray, "csss-chest-xray", "2.1.0", "Normal", 90.5m, new Dictionary<string, decimal> { ["Normal"] = 90.5m }, false, null, Now);
}
