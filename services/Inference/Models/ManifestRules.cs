namespace Csss.Inference.Models;

/// <summary>What a manifest may say, beyond being readable.</summary>
internal static class ManifestRules
{
    /// <summary>What is wrong, for the operator; null when serving can do what the manifest asks for.</summary>
    public static string? ProblemOf(ModelManifest manifest)
    {
        if (manifest.Schema != ModelManifest.KnownSchema)
            return $"model.json has schema {manifest.Schema}; this service reads schema {ModelManifest.KnownSchema}.";
        if (manifest.Labels.Count < 2 || manifest.Labels.Any(string.IsNullOrWhiteSpace) || manifest.Labels.Distinct(StringComparer.Ordinal).Count() != manifest.Labels.Count)
            return "model.json needs at least two labels, each once.";
        if (!(manifest.Temperature > 0)) return "the temperature must be above zero.";
        if (LacksOne(manifest, manifest.Abstention.MinimumConfidence)) return "each label needs a minimum confidence.";

        return ProblemOf(manifest.Preprocess, manifest.Input) ?? (manifest.Study is { } study ? ProblemOf(study, manifest) : null);
    }

    private static string? ProblemOf(PreprocessSpec preprocess, InputSpec input)
    {
        if (preprocess is not { Grey: "itu-r-601", Alpha: "over_black", SixteenBitDivisor: 257, Aspect: "stretch", Resize: { Filter: "triangle", Antialias: true }, Margin: >= 0 and < 0.5, Range.Count: 2 })
            return "model.json asks for pre-processing that this service does not do.";

        var (width, height) = (preprocess.Resize.Width, preprocess.Resize.Height);
        return input.Layout == "NCHW" && input.Shape is [_, var channels, var rows, var columns] && Is(channels, 1) && Is(rows, height) && Is(columns, width) && width > 0 && height > 0
            ? null
            : $"pre-processing resizes to {width} × {height}, which is not the input's shape [{string.Join(", ", input.Shape)}].";
    }

    private static string? ProblemOf(StudySpec study, ModelManifest manifest)
    {
        if (!(study.Temperature > 0)) return "the study's temperature must be above zero.";
        if (LacksOne(manifest, study.MinimumConfidence)) return "each label needs a minimum confidence for studies, too.";

        return study is { Output: not null, Smallest: not (>= 1 and <= 64) } ? "a study's output needs \"smallest\", the smallest study that it is for, 1 to 64." : null;
    }

    private static bool LacksOne(ModelManifest manifest, IReadOnlyDictionary<string, double> minimum) => !manifest.Labels.All(minimum.ContainsKey);

    private static bool Is(System.Text.Json.JsonElement dimension, int expected) =>
        dimension.ValueKind == System.Text.Json.JsonValueKind.Number && dimension.TryGetInt32(out var actual) && actual == expected;
}
