using Csss.Inference.Models;

namespace Csss.Inference.Tests.Models;

public sealed class VerdictTests
{
    [Fact]
    public void Below_the_gate_nothing_else_is_said()
    {
        var verdict = Verdict.Of(Output([5, 0, 0, 0], gate: -1), Bundle.Manifest());

        verdict.Refusal.ShouldBe("not_this_modality");
        verdict.Probabilities.ShouldBeEmpty();
    }

    [Fact]
    public void A_stranger_is_abstained_from_even_when_the_model_is_sure()
    {
        var verdict = Verdict.Of(Output([9, 0, 0, 0], ood: 1000), Bundle.Manifest());

        verdict.AbstainReason.ShouldBe("out_of_distribution");
        verdict.Probabilities.Sum().ShouldBe(1, 1e-9);
    }

    [Fact]
    public void An_unsure_winner_is_no_answer()
    {
        var verdict = Verdict.Of(Output([0.1f, 0, 0, 0]), Bundle.Manifest());

        (verdict.AbstainReason, verdict.Winner).ShouldBe(("low_confidence", 0));
    }

    [Fact]
    public void Probabilities_are_softmax_over_the_temperature()
    {
        var verdict = Verdict.Of(Output([2, 0, 0, 0]), Bundle.Manifest() with { Temperature = 2 });

        verdict.Probabilities[0].ShouldBe(Math.E / (Math.E + 3), 1e-9);
    }

    [Fact]
    public void A_sure_winner_is_the_answer() => Verdict.Of(Output([0, 9, 0, 0]), Bundle.Manifest()).ShouldSatisfyAllConditions(
        verdict => verdict.AbstainReason.ShouldBeNull(),
        verdict => verdict.Winner.ShouldBe(1));

    private static ModelOutput Output(float[] logits, float gate = 1000, float ood = -1000) => new(logits, [], [gate], [ood]);
}
