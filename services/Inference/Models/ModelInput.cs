using Csss.Inference.Imaging;

namespace Csss.Inference.Models;

/// <summary>The last steps from a resized grey image to the network's input: intensity and range.</summary>
internal static class ModelInput
{
    /// <summary>Null when the image is blank: it has no contrast to normalise.</summary>
    public static float[]? FromGrey(GreyImage image, PreprocessSpec spec)
    {
        var sorted = (float[])image.Pixels.Clone();
        Array.Sort(sorted);
        var low = Percentile(sorted, spec.Intensity.LowPercentile);
        var span = Percentile(sorted, spec.Intensity.HighPercentile) - low;
        if (span < spec.Intensity.MinimumRange) return null;

        var (bottom, width) = (spec.Range[0], spec.Range[1] - spec.Range[0]);
        return Array.ConvertAll(image.Pixels, level => (float)(bottom + (Math.Clamp((level - low) / span, 0, 1) * width)));
    }

    /// <summary>Linear between order statistics, as NumPy's default.</summary>
    private static double Percentile(float[] sorted, double percent)
    {
        var position = percent / 100 * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - (double)sorted[below]));
    }
}
