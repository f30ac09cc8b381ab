using Csss.Inference.Models;

namespace Csss.Inference.Tests.Models;

public sealed class StudyDecisionTests
{
    private const float Passes = 5, Doubtful = -2, Stranger = -9;

    [Fact]
    public void One_file_far_below_the_gate_rejects_the_study_and_is_named_by_its_number()
    {
        var verdict = Verdict.Of(Output([Passes, Passes, Stranger]), Manifest());

        verdict.Refusal.ShouldBe("not_this_modality");
        verdict.Strangers.ShouldBe([2]);
        Csss.Inference.Predictions.Rejections.DetailOf(verdict.Strangers, 3).ShouldStartWith("File 3 of 3 does not look");
    }

    [Fact]
    public void A_doubtful_file_among_good_ones_is_carried_by_them() => Verdict.Of(Output([Passes, Passes, Doubtful]), Manifest()).Refusal.ShouldBeNull();

    [Fact]
    public void Doubtful_files_together_reject_the_study()
    {
        var verdict = Verdict.Of(Output([0.5f, Doubtful, Doubtful]), Manifest());

        verdict.Strangers.ShouldBe([1, 2]);
        Csss.Inference.Predictions.Rejections.DetailOf(verdict.Strangers, 3).ShouldStartWith("Files 2, 3 of 3 do not look");
    }

    [Theory]
    [InlineData(300, 300, -100, "out_of_distribution"), InlineData(200, -100, -100, null)]
    public void The_mean_of_the_scores_tells_a_strange_study(float first, float second, float third, string? reason) =>
        Verdict.Of(Output([Passes, Passes, Passes]) with { Oods = [first, second, third] }, Manifest()).AbstainReason.ShouldBe(reason);

    [Fact]
    public void The_graphs_own_judgement_is_read_at_the_studys_temperature()
    {
        var verdict = Verdict.Of(Output([Passes, Passes, Passes]) with { Study = [0, 4, 0] }, Manifest(output: "study"));

        (verdict.Winner, verdict.AbstainReason).ShouldBe((1, null));
        verdict.Probabilities[1].ShouldBe(Math.Exp(2) / (Math.Exp(2) + 2), 1e-6);
    }

    [Fact]
    public void A_study_too_small_for_the_graphs_own_is_read_as_single_files_are()
    {
        var verdict = Verdict.Of(Output([Passes, Passes]), Manifest(output: "study"));

        verdict.Probabilities[0].ShouldBe(Math.Exp(3) / (Math.Exp(3) + 2), 1e-6);
    }

    [Fact]
    public void Without_an_output_the_mean_is_read_at_the_studys_temperature_and_by_its_minimum()
    {
        var verdict = Verdict.Of(Output([Passes, Passes]), Manifest(minimum: 0.9));

        verdict.Probabilities[0].ShouldBe(Math.Exp(1.5) / (Math.Exp(1.5) + 2), 1e-6);
        verdict.AbstainReason.ShouldBe("low_confidence");
    }

    /// <summary>Each file says 3 for the first of three labels.</summary>
    private static ModelOutput Output(float[] gates) =>
        new([.. gates.SelectMany(_ => new float[] { 3, 0, 0 })], [], gates, [.. gates.Select(_ => -100f)]);

    /// <summary>Gate at 0 in the mean and −5 for each file, temperature 1 for files and 2 for studies.</summary>
    private static ModelManifest Manifest(string? output = null, double minimum = 0.1)
    {
        var manifest = Bundle.Manifest();
        return manifest with { Study = new StudySpec(2, manifest.Labels.ToDictionary(label => label, _ => minimum, StringComparer.Ordinal), -5, 100, output, 3) };
    }
}
