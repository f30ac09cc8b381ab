using NetVips;

namespace Csss.Inference.Imaging;

/// <summary>From an opened file to a header within bounds, or a refusal.</summary>
internal static class HeaderReader
{
    /// <summary>What JPEG and DICOM can say. Beyond it only a TIFF or a PNG goes, and a line becomes dearer than a picture.</summary>
    private const int LongestSide = 65_535;

    /// <summary>TIFF 6.0, section 15: sides of tiles are multiples of it. Smaller ones cost more to find than to decode.</summary>
    private const int SmallestTile = 16;

    private static readonly Enums.Interpretation[] Understood =
    [
        Enums.Interpretation.Bw, Enums.Interpretation.Srgb, Enums.Interpretation.Rgb, Enums.Interpretation.Grey16,
        Enums.Interpretation.Rgb16, Enums.Interpretation.Cmyk, Enums.Interpretation.Multiband,
    ];

    /// <exception cref="ImageRefusedException">Several frames, too small, too large, or pixels of a kind we do not read.</exception>
    public static ImageHeader Read(Image image, ImageFormat format, ImageLimits limits)
    {
        if (Metadata(image, "n-pages", 1) > 1) throw ImageRefusals.SeveralFrames();

        var pixels = (long)image.Width * image.Height;
        if (Math.Min(image.Width, image.Height) < limits.MinimumSide)
            throw new ImageRefusedException(ImageRefusals.TooSmall, $"The image is smaller than {limits.MinimumSide} pixels on a side.");
        if (pixels > limits.MaximumPixels)
            throw new ImageRefusedException(ImageRefusals.TooLarge, $"The image has more than {limits.MaximumPixels / 1_000_000} megapixels.");

        if (Math.Max(image.Width, image.Height) > LongestSide)
            throw new ImageRefusedException(ImageRefusals.TooLarge, $"The image is longer than {LongestSide} pixels on a side.");
        var tiles = (Width: Metadata(image, "tile-width", 0), Height: Metadata(image, "tile-height", 0));
        if (format == ImageFormat.Tiff && tiles != default && Math.Min(tiles.Width, tiles.Height) < SmallestTile) throw ImageRefusals.TinyTiles();

        var layout = LayoutOf(image);
        var held = DecoderBytes(image, format, pixels, layout);
        if (held > limits.MaximumDecoderBytes)
            throw new ImageRefusedException(ImageRefusals.TooLarge, "The image is too large for its encoding. Save it without progressive or interlaced storage.");

        return new ImageHeader(image.Width, image.Height, layout, Math.Clamp(Metadata(image, "orientation", 1), 1, 8), held, tiles == default ? 1 : SmallestTile);
    }

    private static PixelLayout LayoutOf(Image image)
    {
        var sixteenBit = image.Format == Enums.BandFormat.Ushort;
        if ((!sixteenBit && image.Format != Enums.BandFormat.Uchar) || !Understood.Contains(image.Interpretation)) throw ImageRefusals.UnknownPixels();

        var cmyk = image.Interpretation == Enums.Interpretation.Cmyk;
        return (image.Bands, cmyk) switch
        {
            (1 or 2, false) => new PixelLayout(1, image.Bands == 2, sixteenBit),
            (3 or 4, false) => new PixelLayout(3, image.Bands == 4, sixteenBit),
            (4 or 5, true) => new PixelLayout(4, image.Bands == 5, sixteenBit),
            _ => throw ImageRefusals.UnknownPixels(),
        };
    }

    /// <summary>
    /// JPEG and PNG come line by line unless they are stored in passes: then a progressive JPEG holds its coefficients (2 bytes a
    /// sample) and an interlaced PNG its pixels. WebP holds a frame and its canvas; a TIFF may hold all in one strip.
    /// </summary>
    private static long DecoderBytes(Image image, ImageFormat format, long pixels, PixelLayout layout) => format switch
    {
        ImageFormat.Jpeg => Metadata(image, "interlaced", 0) != 0 ? pixels * layout.Samples * 2 : 0,
        ImageFormat.Png => Metadata(image, "interlaced", 0) != 0 ? pixels * layout.BytesPerPixel : 0,
        ImageFormat.WebP => pixels * 8,
        _ => pixels * layout.BytesPerPixel,
    };

    private static int Metadata(Image image, string name, int otherwise) =>
        image.GetTypeOf(name) != IntPtr.Zero ? Convert.ToInt32(image.Get(name), System.Globalization.CultureInfo.InvariantCulture) : otherwise;
}
