using System.Diagnostics;
using System.Runtime.InteropServices;
using Csss.Inference.Imaging;
using Csss.Inference.Models;
using Csss.Inference.Scans;

namespace Csss.Inference.Predictions;

/// <summary>From stored files to what a model says about them.</summary>
internal sealed class Classifier(ScanInputs inputs, DecodeGate gate, InferenceMetrics metrics, TimeProvider time)
{
    /// <exception cref="IOException">A file cannot be read now.</exception>
    public async Task<ScanOutcome> ClassifyAsync(Scan scan, ScanModel model, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        double Elapsed() => Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 2);
        try
        {
            var input = await inputs.ReadAsync(scan, model.Manifest.Preprocess, cancellationToken);
            var output = input.Blank.Count > 0 ? null : await RunAsync(model, input.Pixels, cancellationToken);
            var verdict = output is null ? Verdict.Refused(model.Manifest, input.Blank) : Verdict.Of(output, model.Manifest);
            var elapsed = Elapsed();
            metrics.Classified(elapsed, model.Manifest);
            return verdict.Refusal is { } reason
                ? new ScanOutcome(null, new ScanFailure(reason, Rejections.DetailOf(verdict.Strangers, scan.Files.Count)), Judged: true, elapsed)
                : new ScanOutcome(Describe(model.Manifest, output!, verdict, elapsed), null, Judged: true, elapsed);
        }
        catch (ImageRefusedException refused)
        {
            return new ScanOutcome(null, new ScanFailure(refused.Code, refused.Detail), Judged: false, Elapsed());
        }
    }

    /// <summary>A study's pass is as large as a large image: one of either at a time.</summary>
    private async Task<ModelOutput> RunAsync(ScanModel model, float[] inputs, CancellationToken cancellationToken)
    {
        using var alone = await gate.EnterHeavyAsync(model.BytesFor(inputs), cancellationToken);
        return model.Run(inputs);
    }

    private Prediction Describe(ModelManifest manifest, ModelOutput output, Verdict verdict, double elapsed)
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
            InferenceMs = elapsed,
            CompletedAt = time.GetUtcNow(),
        };
    }
}
