using Csss.Inference.Imaging;

namespace Csss.Inference.Tests.Imaging;

public sealed class TriangleResizerTests
{
    [Fact]
    public void The_same_size_changes_nothing()
    {
        var pixels = Enumerable.Range(0, 12).Select(i => (float)i).ToArray();
        Resize(pixels, 4, 3, 4, 3).ShouldBe(pixels);
    }

    /// <summary>Reference: PIL 9.4.0, <c>Image.fromarray(ramp).resize((3, 1), BILINEAR)</c> of 0…7 squared.</summary>
    [Fact]
    public void Reducing_gives_what_PIL_gives() =>
        Resize([0, 1, 4, 9, 16, 25, 36, 49], 8, 1, 3, 1).Zip(Pil3, (actual, expected) => Math.Abs(actual - expected)).Max().ShouldBeLessThan(1e-4f);

    /// <summary>Reference: PIL 9.4.0, 3 values to 7.</summary>
    [Fact]
    public void Enlarging_gives_what_PIL_gives() =>
        Resize([0, 10, 40], 3, 1, 7, 1).Zip(Pil7, (actual, expected) => Math.Abs(actual - expected)).Max().ShouldBeLessThan(1e-4f);

    [Fact]
    public void A_constant_stays_constant_at_any_size() =>
        Resize([.. Enumerable.Repeat(42f, 37 * 91)], 37, 91, 224, 17).ShouldAllBe(level => Math.Abs(level - 42) < 1e-3);

    private static readonly float[] Pil3 = [2.052632f, 13.452381f, 35.578949f];
    private static readonly float[] Pil7 = [0.000000f, 1.428571f, 5.714286f, 10.000000f, 22.857143f, 35.714287f, 40.000000f];

    private static float[] Resize(float[] pixels, int width, int height, int toWidth, int toHeight)
    {
        var resizer = new TriangleResizer(width, height, toWidth, toHeight);
        for (var y = 0; y < height; y++) resizer.Add(y, pixels.AsSpan(y * width, width));
        return resizer.Result.Pixels;
    }
}
