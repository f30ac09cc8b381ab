namespace Csss.Inference.Models;

/// <summary>What a model says about an image: refused by the gate, abstained, or a label.</summary>
/// <param name="Refusal">The gate's reason; everything else is then empty.</param>
/// <param name="Probabilities">Calibrated fractions, in the order of the labels.</param>
/// <param name="Winner">Index of the largest probability.</param>
/// <param name="AbstainReason">Null when the winner is the answer.</param>
internal sealed record Verdict(string? Refusal, double[] Probabilities, int Winner, string? AbstainReason)
{
    /// <summary>The decision of models/README.md, in its order.</summary>
    public static Verdict Of(ModelOutput output, ModelManifest manifest)
    {
        if (output.Gate < manifest.Gate.Threshold) return Refused(manifest);

        var probabilities = Softmax(output.Logits, manifest.Temperature);
        var winner = Array.IndexOf(probabilities, probabilities.Max());
        var sure = probabilities[winner] >= manifest.Abstention.MinimumConfidence[manifest.Labels[winner]];
        var reason = output.Ood > manifest.Ood.Threshold ? manifest.Ood.Reason : sure ? null : manifest.Abstention.Reason;
        return new Verdict(null, probabilities, winner, reason);
    }

    /// <summary>Also the answer to a blank image.</summary>
    public static Verdict Refused(ModelManifest manifest) => new(manifest.Gate.Reason, [], -1, null);

    private static double[] Softmax(float[] logits, double temperature)
    {
        var largest = logits.Max();
        var powers = Array.ConvertAll(logits, logit => Math.Exp((logit - largest) / temperature));
        var sum = powers.Sum();
        return Array.ConvertAll(powers, power => power / sum);
    }
}
