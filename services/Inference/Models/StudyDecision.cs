namespace Csss.Inference.Models;

/// <summary>The decision on several files that are judged as one study; models/README.md, "Studies".</summary>
internal static class StudyDecision
{
    public static Verdict Of(ModelOutput output, ModelManifest manifest)
    {
        var study = manifest.Study ?? throw new InvalidOperationException($"{manifest.Name} {manifest.Version} judges one file at a time.");
        if (StrangersIn(output, manifest, study) is { Count: > 0 } strangers) return Verdict.Refused(manifest, strangers);

        // With an output of its own, a study too small for it is read as single files are: its temperature was fitted to larger ones.
        var tooSmall = study.Output is not null && output.Study is null;
        return Verdict.Weigh(
            LogitsOf(output, manifest.Labels.Count), tooSmall ? manifest.Temperature : study.Temperature,
            tooSmall ? manifest.Abstention.MinimumConfidence : study.MinimumConfidence, output.Ood > study.OodThreshold, manifest);
    }

    /// <summary>The graph's own, or the mean over the files.</summary>
    public static float[] LogitsOf(ModelOutput output, int labels) =>
        output.Study ?? [.. Enumerable.Range(0, labels).Select(label => Enumerable.Range(0, output.Files).Average(file => output.Logits[(file * labels) + label]))];

    /// <summary>A single one far off, or all of them together somewhat: then those that are below the threshold.</summary>
    private static List<int> StrangersIn(ModelOutput output, ModelManifest manifest, StudySpec study)
    {
        var below = output.Gate < manifest.Gate.Threshold ? Math.Max(study.GateFloor, manifest.Gate.Threshold) : study.GateFloor;
        return [.. Enumerable.Range(0, output.Files).Where(file => output.Gates[file] < below)];
    }
}
