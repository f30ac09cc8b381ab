using Csss.Inference.Models;
using Csss.Inference.Predictions;
using Csss.Inference.Scans;
using Csss.Storage.Databases;
using Microsoft.EntityFrameworkCore;

namespace Csss.Inference.Shadow;

/// <summary>One step of the shadow's work: the oldest request that can be run, if the service has nothing better to do.</summary>
internal sealed partial class ShadowRun(
    InferenceDb database, Classifier classifier, ModelRegistry models, ShadowMetrics metrics, TimeProvider time, ILogger<ShadowRun> logger)
{
    private const int MostFailures = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);

    /// <summary>A scan that waits longer than this waits for something else than a free core.</summary>
    private static readonly TimeSpan SoonAnswered = TimeSpan.FromMinutes(1);

    /// <summary>True when there may be more to do at once.</summary>
    public async Task<bool> TryNextAsync(CancellationToken cancellationToken)
    {
        var candidates = models.Current.Candidates;
        if (candidates.Count == 0 || await IsBusyAsync(cancellationToken)) return false;

        var (now, modalities) = (time.GetUtcNow(), candidates.Keys.ToList());
        var request = await database.ShadowRequests.Where(row => row.NextRunAt <= now && modalities.Contains(row.Modality))
            .OrderBy(row => row.Sequence).FirstOrDefaultAsync(cancellationToken);
        if (request is null) return false;

        await JudgeAsync(request, candidates[request.Modality], cancellationToken);
        return true;
    }

    private Task<bool> IsBusyAsync(CancellationToken cancellationToken)
    {
        var recently = time.GetUtcNow() - SoonAnswered;
        return database.Scans.AnyAsync(
            scan => (scan.Status == ScanStatus.Queued || scan.Status == ScanStatus.Processing) && scan.UploadedAt > recently, cancellationToken);
    }

    private async Task JudgeAsync(ShadowRequest request, ScanModel candidate, CancellationToken cancellationToken)
    {
        try
        {
            var scan = await database.Scans.AsNoTracking().SingleAsync(row => row.Id == request.ScanId, cancellationToken);
            var outcome = await classifier.ClassifyAsync(scan, candidate, cancellationToken);
            database.ShadowPredictions.Add(Describe(request, candidate.Manifest, outcome));
            database.ShadowRequests.Remove(request);
            metrics.Judged();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever a candidate does wrong, it is not on trial with the patient: it is told, tried again, and given up.
            metrics.Failed();
            LogFailed(logger, exception, candidate.Manifest.Name, candidate.Manifest.Version, request.ScanId);
            request.NextRunAt = time.GetUtcNow() + (FirstPause * Math.Pow(2, request.Failures));
            if (++request.Failures == MostFailures) database.ShadowRequests.Remove(request);
        }

        await SaveAsync(request, cancellationToken);
    }

    private async Task SaveAsync(ShadowRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException twin) when (twin is DbUpdateConcurrencyException || twin.IsUniqueViolation())
        {
            // Another replica ran it at the same moment, or ran this candidate on it before: its row stands.
            await database.ShadowRequests.Where(row => row.Sequence == request.Sequence).ExecuteDeleteAsync(cancellationToken);
        }
    }

    private ShadowPrediction Describe(ShadowRequest request, ModelManifest candidate, ScanOutcome outcome) => new()
    {
        ScanId = request.ScanId,
        ServedVersion = request.ServedVersion,
        ServedSha256 = request.ServedSha256,
        ModelName = candidate.Name,
        ModelVersion = candidate.Version,
        ModelSha256 = candidate.Onnx.Sha256,
        Label = outcome.Prediction?.Label,
        Confidence = outcome.Prediction?.Confidence,
        Probabilities = outcome.Prediction?.Probabilities ?? [],
        AbstainReason = outcome.Prediction?.AbstainReason,
        Rejection = outcome.Rejection?.Code,
        InferenceMs = outcome.Milliseconds,
        At = time.GetUtcNow(),
    };

    [LoggerMessage(LogLevel.Warning, "Candidate {Model} {Version} failed on scan {ScanId}; the scan's answer is not touched")]
    private static partial void LogFailed(ILogger logger, Exception exception, string model, string version, Guid scanId);
}
