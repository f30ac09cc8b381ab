using Csss.Inference.Imaging;
using Csss.Inference.Models;

namespace Csss.Inference.Tests.Models;

public sealed class ModelInputTests
{
    private static readonly PreprocessSpec Spec = new(
        "itu-r-601", "over_black", 257, 0, "stretch", new ResizeSpec(10, 10, "triangle", true), new IntensitySpec(1, 99, 2), [-1, 1]);

    /// <summary>Of 0…99 the 1st percentile is 0.99 and the 99th 98.01 (NumPy).</summary>
    [Fact]
    public void Percentiles_are_linear_between_order_statistics()
    {
        var input = ModelInput.FromGrey(Ramp(1), Spec)!;

        input[50].ShouldBe(((50 - 0.99f) / (98.01f - 0.99f) * 2) - 1, 1e-6f);
        input[0].ShouldBe(-1);
        input[99].ShouldBe(1);
    }

    [Fact]
    public void Brightness_and_contrast_tell_the_model_nothing()
    {
        var plain = ModelInput.FromGrey(Ramp(1), Spec)!;
        var dim = ModelInput.FromGrey(Ramp(0.1f), Spec)!;

        plain.Zip(dim, (one, other) => Math.Abs(one - other)).Max().ShouldBeLessThan(1e-5f);
    }

    [Fact]
    public void A_blank_image_has_no_input() => ModelInput.FromGrey(Ramp(0.01f), Spec).ShouldBeNull();

    private static GreyImage Ramp(float gain) => new(10, 10, [.. Enumerable.Range(0, 100).Select(i => i * gain)]);
}
