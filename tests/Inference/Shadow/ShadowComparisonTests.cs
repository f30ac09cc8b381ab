using Csss.Inference.Shadow;

namespace Csss.Inference.Tests.Shadow;

public sealed class ShadowComparisonTests
{
    private readonly ShadowComparison _comparison = new();

    public ShadowComparisonTests()
    {
        _comparison.Add(new ShadowPair("Normal", "Normal", 20, 10));
        _comparison.Add(new ShadowPair("Normal", "Normal", 40, 20));
        _comparison.Add(new ShadowPair("Normal", "COVID-19", 30, 30));
        _comparison.Add(new ShadowPair(ShadowComparison.Abstained, "Normal", 10, 40));
        _comparison.Add(new ShadowPair(ShadowComparison.Rejected, ShadowComparison.Rejected, null, 1000));
    }

    [Fact]
    public void An_abstention_and_a_rejection_are_outcomes_like_labels() => (_comparison.Agreed, _comparison.Scans).ShouldBe((3, 5));

    [Fact]
    public void Among_labels_only_what_both_answered_counts() => _comparison.Labelled.ShouldBe((2, 3));

    [Fact]
    public void Times_are_compared_where_both_are_known() => _comparison.MeanMilliseconds.ShouldBe((25, 25, 4));

    [Fact]
    public void The_table_has_a_row_and_a_column_for_each_outcome_labels_first()
    {
        _comparison.Outcomes.ShouldBe(["COVID-19", "Normal", ShadowComparison.Abstained, ShadowComparison.Rejected]);
        _comparison["Normal", "COVID-19"].ShouldBe(1);
        _comparison["COVID-19", "Normal"].ShouldBe(0);
    }

    [Fact]
    public void Nothing_judged_yet_is_no_division_by_zero() => new ShadowComparison().MeanMilliseconds.ShouldBe((0, 0, 0));
}
