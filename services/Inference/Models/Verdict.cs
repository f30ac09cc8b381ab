namespace Csss.Inference.Models;

/// <summary>What a model says about a scan: refused by the gate, abstained, or a label.</summary>
/// <param name="Refusal">The gate's reason; the probabilities are then empty.</param>
/// <param name="Probabilities">Calibrated fractions, in the order of the labels.</param>
/// <param name="Winner">Index of the largest probability.</param>
/// <param name="AbstainReason">Null when the winner is the answer.</param>
internal sealed record Verdict(string? Refusal, double[] Probabilities, int Winner, string? AbstainReason)
{
    /// <summary>The files, from 0, for whose sake a scan is refused.</summary>
    public IReadOnlyList<int> Strangers { get; private init; } = [];

    /// <summary>The decision of models/README.md, in its order.</summary>
    public static Verdict Of(ModelOutput output, ModelManifest manifest)
    {
        if (output.Files > 1) return StudyDecision.Of(output, manifest);
        if (output.Gate < manifest.Gate.Threshold) return Refused(manifest, [0]);

        return Weigh(output.Logits, manifest.Temperature, manifest.Abstention.MinimumConfidence, output.Ood > manifest.Ood.Threshold, manifest);
    }

    /// <summary>Also the answer to blank images.</summary>
    public static Verdict Refused(ModelManifest manifest, IReadOnlyList<int> strangers) => new(manifest.Gate.Reason, [], -1, null) { Strangers = strangers };

    /// <summary>What follows once the gate is passed.</summary>
    public static Verdict Weigh(
        float[] logits, double temperature, IReadOnlyDictionary<string, double> minimumConfidence, bool outOfDistribution, ModelManifest manifest)
    {
        var probabilities = Softmax(logits, temperature);
        var winner = Array.IndexOf(probabilities, probabilities.Max());
        var sure = probabilities[winner] >= minimumConfidence[manifest.Labels[winner]];
        return new Verdict(null, probabilities, winner, outOfDistribution ? manifest.Ood.Reason : sure ? null : manifest.Abstention.Reason);
    }

    private static double[] Softmax(float[] logits, double temperature)
    {
        var largest = logits.Max();
        var powers = Array.ConvertAll(logits, logit => Math.Exp((logit - largest) / temperature));
        var sum = powers.Sum();
        return Array.ConvertAll(powers, power => power / sum);
    }
}
