namespace Csss.Inference.Imaging;

/// <summary>What a person looks at: the scan in 8 bits, upright, its aspect kept.</summary>
internal static class ViewerImage
{
    /// <summary>Longest side of the scan itself; larger ones are reduced.</summary>
    public const int ScanSide = 4096;

    /// <summary>Longest side of an overlay.</summary>
    public const int OverlaySide = 1024;

    /// <summary>The size as stored that makes the longest side at most <paramref name="longest"/>; never enlarged.</summary>
    public static (int Width, int Height) Fit(ImageHeader header, int longest) => Fit(header.Width, header.Height, longest);

    public static (int Width, int Height) Fit(int width, int height, int longest)
    {
        var scale = Math.Min(1, (double)longest / Math.Max(width, height));
        return (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
    }

    /// <summary>
    /// 8 bits a pixel. Levels stay as stored, except that 16-bit images are stretched from their darkest to their brightest:
    /// 12 bits in a 16-bit file would be all but black.
    /// </summary>
    public static byte[] ToBytes(GreyImage image, bool stretch)
    {
        var (low, high) = stretch ? (image.Pixels.Min(), image.Pixels.Max()) : (0f, 255f);
        var gain = high > low ? 255 / (high - low) : 0;
        var bytes = new byte[image.Pixels.Length];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)Math.Clamp(((image.Pixels[i] - low) * gain) + 0.5f, 0, 255);
        return bytes;
    }
}
