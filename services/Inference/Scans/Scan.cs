using Csss.Contracts.Events;
using Csss.Inference.Predictions;
using Csss.Inference.Readings;
using Csss.Storage.Paging;

namespace Csss.Inference.Scans;

/// <summary>One upload: a radiograph, or a study of several slices that is judged as a whole.</summary>
internal sealed class Scan : ISequenced
{
    public long Sequence { get; init; }

    public required Guid Id { get; init; }

    public required Guid PatientId { get; init; }

    public required Guid UploadedBy { get; init; }

    public required string Modality { get; init; }

    /// <summary>One of <see cref="ScanStatus"/>. A concurrency token: a scan is finished once, whoever else is at it.</summary>
    public string Status { get; private set; } = ScanStatus.Queued;

    public required DateTimeOffset UploadedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public string? Notes { get; init; }

    /// <summary>Over the files' hashes in order; of a single file, the file's own.</summary>
    public required string Sha256 { get; init; }

    /// <summary>1, and one more for each retry.</summary>
    public int Attempt { get; private set; } = 1;

    public string? FailureCode { get; private set; }

    public string? FailureDetail { get; private set; }

    /// <summary>The prediction's label, here for the list's filter; null when abstained.</summary>
    public string? Label { get; private set; }

    /// <summary>W3C trace parent of the upload: what is done with the scan later links to it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The latest signed report; null until there is one.</summary>
    public Guid? ReportId { get; private set; }

    /// <summary>Its version; 0 before the first.</summary>
    public int ReportVersion { get; private set; }

    public List<ScanFile> Files { get; init; } = [];

    public Prediction? Prediction { get; private set; }

    public List<Reading> Readings { get; init; } = [];

    public ScanUploaded Uploaded() => new(Id, PatientId, UploadedBy, Modality, Sha256, UploadedAt);

    public PredictionCompleted Complete(Prediction prediction)
    {
        Finish(ScanStatus.Completed, prediction.CompletedAt);
        (Prediction, Label) = (prediction, prediction.Label);
        return new PredictionCompleted(
            Id, PatientId, UploadedBy, Modality, prediction.ModelName, prediction.ModelVersion, prediction.Label, prediction.Confidence,
            prediction.Probabilities, prediction.AbstainReason is not null, prediction.AbstainReason, prediction.CompletedAt);
    }

    public ScanRejected Reject(ScanFailure failure, DateTimeOffset now)
    {
        Finish(ScanStatus.Rejected, now, failure);
        return new ScanRejected(Id, PatientId, UploadedBy, failure.Code, now);
    }

    public PredictionFailed Fail(ScanFailure failure, DateTimeOffset now)
    {
        Finish(ScanStatus.Failed, now, failure);
        return new PredictionFailed(Id, PatientId, UploadedBy, failure.Code, Attempt, now);
    }

    /// <summary>Back to the queue, as another attempt. False unless it failed.</summary>
    public bool TryRequeue()
    {
        if (Status != ScanStatus.Failed) return false;

        (Status, CompletedAt, FailureCode, FailureDetail) = (ScanStatus.Queued, null, null, null);
        Attempt++;
        return true;
    }

    private void Finish(string status, DateTimeOffset now, ScanFailure? failure = null)
    {
        if (ScanStatus.IsFinal(Status)) throw new InvalidOperationException($"The scan is already {Status}.");
        (Status, CompletedAt, FailureCode, FailureDetail) = (status, now, failure?.Code, failure?.Detail);
    }
}
