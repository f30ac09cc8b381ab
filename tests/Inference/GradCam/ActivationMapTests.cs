using Csss.Inference.GradCam;
using Csss.Inference.Models;

namespace Csss.Inference.Tests.GradCam;

public sealed class ActivationMapTests
{
    [Fact]
    public void A_map_without_a_positive_part_stays_empty_instead_of_showing_noise()
    {
        var map = ActivationMap.Of(new float[98].Select((_, i) => i < 49 ? -1f - i : 0f).ToArray(), 0, 7);

        map.IsEmpty.ShouldBeTrue();
        HeatmapDrawing.Bare(map.Resize(32, 32, 0)).Where((_, i) => i % 4 == 3).ShouldAllBe(alpha => alpha == 0);
    }

    [Theory]
    [InlineData(0, 0), InlineData(3, 5), InlineData(6, 6)]
    public void The_strongest_cell_is_the_strongest_place_of_the_image(int row, int column)
    {
        var cams = new float[49];
        cams[(row * 7) + column] = 3;

        var resized = ActivationMap.Of(cams, 0, 7).Resize(700, 350, 0);

        resized[(((row * 50) + 25) * 700) + (column * 100) + 50].ShouldBe(1, 0.02f);
        resized.Max().ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void The_margin_that_the_model_never_saw_is_empty_and_the_rest_is_shifted_by_it()
    {
        var resized = ActivationMap.Of(Enumerable.Repeat(1f, 49).ToArray(), 0, 7).Resize(100, 100, 0.1);

        resized[(9 * 100) + 50].ShouldBe(0);
        resized[(10 * 100) + 10].ShouldBe(1);
        resized[(89 * 100) + 89].ShouldBe(1);
        resized[(50 * 100) + 90].ShouldBe(0);
    }

    [Fact]
    public void Each_label_has_its_own_map()
    {
        var cams = new float[98];
        (cams[0], cams[97]) = (1, 1);

        ActivationMap.Of(cams, 0, 7).Resize(7, 7, 0)[0].ShouldBe(1);
        ActivationMap.Of(cams, 1, 7).Resize(7, 7, 0)[48].ShouldBe(1);
    }

    [Fact]
    public void The_overlay_leaves_the_scan_untouched_where_the_map_is_zero()
    {
        var drawn = HeatmapDrawing.Over([100, 100], [0, 1], 0.5f);

        drawn[..3].ShouldBe(new byte[] { 100, 100, 100 });
        drawn[3..].ShouldBe(new byte[] { 176, 178, 132 });
    }

    /// <summary>With a linear head on global average pooling, a map's cells add up to the logit, less the bias: the same for every input.</summary>
    [Fact]
    public void The_maps_add_up_to_the_logits_for_any_input()
    {
        var model = Csss.Inference.Tests.Models.Bundle.Registry().Find("chest_xray")!;
        var rests = Enumerable.Range(1, 3).Select(seed => Rest(model, seed)).ToList();

        for (var label = 0; label < rests[0].Length; label++)
            rests.Max(rest => rest[label]).ShouldBe(rests.Min(rest => rest[label]), 1e-3f);
    }

    private static float[] Rest(ScanModel model, int seed)
    {
        var size = model.Manifest.Preprocess.Resize;
        var random = new Random(seed);
        var output = model.Run([.. Enumerable.Range(0, size.Width * size.Height).Select(_ => (random.NextSingle() * 2) - 1)]);
        return [.. output.Logits.Select((logit, label) => logit - output.Cams.Skip(label * 49).Take(49).Sum())];
    }
}
