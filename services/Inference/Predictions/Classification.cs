using System.Security.Cryptography;
using Csss.Inference.Models;
using Csss.Inference.Scans;
using Csss.Inference.Shadow;
using Csss.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.ML.OnnxRuntime;

namespace Csss.Inference.Predictions;

/// <summary>
/// One attempt at a scan, from <c>queued</c> to a final state. A scan that is already final, or at a later attempt, is left alone, so
/// that a message may come any number of times.
/// </summary>
internal sealed partial class Classification(
    InferenceDb database, Classifier classifier, ModelRegistry models, ScanSignals signals, InferenceMetrics metrics, TimeProvider time, ILogger<Classification> logger)
{
    /// <param name="scanId">Which scan.</param>
    /// <param name="attempt">The scan's attempt that this message asks for.</param>
    /// <param name="lastTry">An error now ends the attempt: the scan fails, visibly, instead of staying in <c>processing</c>.</param>
    /// <param name="cancellationToken">The service stops: the message goes back to the queue.</param>
    public async Task RunAsync(Guid scanId, int attempt, bool lastTry, CancellationToken cancellationToken)
    {
        if (!await StartAsync(scanId, attempt, cancellationToken)) return;

        var scan = await database.Scans.SingleAsync(row => row.Id == scanId, cancellationToken);
        try
        {
            var model = models.Find(scan.Modality) ?? throw new ModelUnavailableException(scan.Modality);
            Record(scan, model.Manifest, await classifier.ClassifyAsync(scan, model, cancellationToken));
        }
        catch (Exception exception) when (lastTry && !cancellationToken.IsCancellationRequested)
        {
            var failure = FailureOf(exception);
            LogFailed(logger, exception, scan.Id, failure.Code);
            database.Publish(scan.Fail(failure, time.GetUtcNow()), time.GetUtcNow());
        }

        await database.SaveChangesAsync(cancellationToken);
        metrics.Finished(scan.Status);
        signals.Raise(scan.Id);
    }

    /// <summary>Shows that work has begun, at once and outside the transaction that will end it. False: nothing to do.</summary>
    private async Task<bool> StartAsync(Guid scanId, int attempt, CancellationToken cancellationToken) =>
        await database.Scans
            .Where(scan => scan.Id == scanId && scan.Attempt == attempt && (scan.Status == ScanStatus.Queued || scan.Status == ScanStatus.Processing))
            .ExecuteUpdateAsync(set => set.SetProperty(scan => scan.Status, ScanStatus.Processing), cancellationToken) == 1;

    private void Record(Scan scan, ModelManifest served, ScanOutcome outcome)
    {
        metrics.Started(time.GetUtcNow() - scan.UploadedAt);
        if (outcome.Prediction is { } prediction) database.Publish(scan.Complete(prediction), prediction.CompletedAt);
        else database.Publish(scan.Reject(outcome.Rejection!, time.GetUtcNow()), time.GetUtcNow());
        if (outcome.Judged && models.HasCandidate(scan.Modality)) database.RequestShadow(scan, served, time.GetUtcNow());
    }

    private static ScanFailure FailureOf(Exception exception) => exception switch
    {
        ModelUnavailableException => new("model_unavailable", "The model is not available. Try again once the service is healthy."),
        OnnxRuntimeException => new("model_failed", "The model could not process the image. Try again."),
        CryptographicException => new("storage_damaged", "The stored image cannot be opened. Upload it anew if trying again does not help."),
        IOException => new("storage_unavailable", "The stored image could not be read. Try again."),
        _ => new("internal_error", "Something went wrong on our side. Try again."),
    };

    [LoggerMessage(LogLevel.Error, "Scan {ScanId} failed: {Code}")]
    private static partial void LogFailed(ILogger logger, Exception exception, Guid scanId, string code);
}
