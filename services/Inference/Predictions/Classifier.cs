using System.Diagnostics;
using System.Runtime.InteropServices;
using Csss.Inference.Imaging;
using Csss.Inference.Models;
using Csss.Inference.Scans;
using Csss.ServiceDefaults.Telemetry;

namespace Csss.Inference.Predictions;

/// <summary>From a stored file to what the model says about it.</summary>
internal sealed class Classifier(ScanImages images, ModelRegistry models, InferenceMetrics metrics, TimeProvider time)
{
    /// <exception cref="ModelUnavailableException">The modality's model is not loaded.</exception>
    /// <exception cref="IOException">The file cannot be read now.</exception>
    public async Task<ScanOutcome> ClassifyAsync(Scan scan, CancellationToken cancellationToken)
    {
        var model = models.Find(scan.Modality) ?? throw new ModelUnavailableException(scan.Modality);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var input = await DecodeAsync(scan.Files.Single(), model.Manifest.Preprocess, cancellationToken);
            var output = input is null ? null : model.Run(input);
            var verdict = output is null ? Verdict.Refused(model.Manifest) : Verdict.Of(output, model.Manifest);
            var elapsed = Stopwatch.GetElapsedTime(started);
            metrics.Classified(elapsed, model.Manifest);
            return verdict.Refusal is { } reason ? Rejected(reason) : new ScanOutcome(Describe(model.Manifest, output!, verdict, elapsed), null);
        }
        catch (ImageRefusedException refused)
        {
            return new ScanOutcome(null, new ScanFailure(refused.Code, refused.Detail));
        }
    }

    private async Task<float[]?> DecodeAsync(ScanFile file, PreprocessSpec spec, CancellationToken cancellationToken)
    {
        using var activity = CsssActivities.Source.StartActivity("decode");
        var grey = await images.DecodeAsync(file.BlobId, _ => (spec.Resize.Width, spec.Resize.Height), spec.Margin, cancellationToken);
        return ModelInput.FromGrey(grey, spec);
    }

    private static ScanOutcome Rejected(string reason) => new(null, new ScanFailure(
        reason, "The image does not look like a scan of this modality. Check the file and the modality, and upload it anew."));

    private Prediction Describe(ModelManifest manifest, ModelOutput output, Verdict verdict, TimeSpan elapsed)
    {
        var percents = verdict.Probabilities.Select(probability => Math.Round((decimal)(probability * 100), 2)).ToList();
        var answered = verdict.AbstainReason is null;
        return new Prediction
        {
            ModelName = manifest.Name,
            ModelVersion = manifest.Version,
            ModelSha256 = manifest.Onnx.Sha256,
            Label = answered ? manifest.Labels[verdict.Winner] : null,
            Confidence = answered ? percents[verdict.Winner] : null,
            Probabilities = manifest.Labels.Zip(percents).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal),
            TargetLabel = manifest.Labels[verdict.Winner],
            AbstainReason = verdict.AbstainReason,
            Gate = output.Gate,
            Ood = output.Ood,
            Cams = MemoryMarshal.AsBytes(output.Cams.AsSpan()).ToArray(),
            Margin = manifest.Preprocess.Margin,
            InferenceMs = Math.Round(elapsed.TotalMilliseconds, 2),
            CompletedAt = time.GetUtcNow(),
        };
    }
}
