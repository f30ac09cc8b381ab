using NetVips;

namespace Csss.Inference.Imaging;

/// <summary>Encodes 8-bit samples as PNG, without any metadata.</summary>
internal static class Png
{
    private const int Compression = 4;

    public static byte[] Grey(int width, int height, byte[] samples) => Encode(width, height, 1, samples, Enums.Interpretation.Bw);

    public static byte[] Colour(int width, int height, byte[] samples) => Encode(width, height, 3, samples, Enums.Interpretation.Srgb);

    public static byte[] ColourWithAlpha(int width, int height, byte[] samples) => Encode(width, height, 4, samples, Enums.Interpretation.Srgb);

    private static byte[] Encode(int width, int height, int bands, byte[] samples, Enums.Interpretation interpretation)
    {
        using var raw = Image.NewFromMemory(samples, width, height, bands, Enums.BandFormat.Uchar);
        using var image = raw.Copy(interpretation: interpretation);
        return image.PngsaveBuffer(compression: Compression, keep: Enums.ForeignKeep.None);
    }
}
