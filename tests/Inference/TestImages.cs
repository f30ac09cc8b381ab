using NetVips;

namespace Csss.Inference.Tests;

/// <summary>Image files of every kind, made here.</summary>
internal static class TestImages
{
    /// <summary>A grey picture with structure: bright left half, a gradient, and a dark square at the upper left.</summary>
    public static Image Pattern(int width = 320, int height = 240)
    {
        var samples = new byte[width * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                samples[(y * width) + x] = (byte)(x < width / 4 && y < height / 4 ? 10 : x < width / 2 ? 200 : 40 + (80 * y / height));
        return Image.NewFromMemoryCopy<byte>(samples, width, height, 1, Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw);
    }

    public static Image Open(byte[] file)
    {
        Csss.Inference.Imaging.VipsLoaders.Restrict();
        return Image.NewFromBuffer(file).CopyMemory();
    }

    public static byte[] Png(this Image image) => image.PngsaveBuffer();

    public static byte[] Png16(this Image image) => (image.Cast(Enums.BandFormat.Ushort) * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Grey16).PngsaveBuffer();

    public static byte[] Jpeg(this Image image, int quality = 100) => image.JpegsaveBuffer(q: quality, subsampleMode: Enums.ForeignSubsample.Off);

    public static byte[] ProgressiveJpeg(this Image image) => image.JpegsaveBuffer(q: 100, interlace: true);

    public static byte[] Tiff(this Image image) => image.TiffsaveBuffer();

    public static byte[] WebP(this Image image) => image.WebpsaveBuffer(lossless: true);

    /// <summary>Stored turned, with the EXIF orientation that says so.</summary>
    public static byte[] RotatedJpeg(this Image upright)
    {
        using var stored = upright.Rot(Enums.Angle.D270);
        using var marked = stored.Mutate(image => image.Set(GValue.GIntType, "orientation", 6));
        return marked.JpegsaveBuffer(q: 100);
    }

    /// <summary>Black ink only on the fourth plate, as a scanner's CMYK export.</summary>
    public static byte[] CmykJpeg(this Image grey)
    {
        using var none = grey * 0;
        using var black = grey.Invert();
        using var plates = none.Bandjoin(none, none, black);
        using var cmyk = plates.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Cmyk);
        return cmyk.JpegsaveBuffer(q: 100);
    }

    /// <summary>Grey and alpha: opaque on the left three quarters, transparent (over white pixels) on the right.</summary>
    public static byte[] GreyAlphaPng(this Image grey)
    {
        var opaque = grey.Width * 3 / 4;
        using var alpha = (Image.Xyz(grey.Width, grey.Height)[0] < opaque).Cast(Enums.BandFormat.Uchar);
        using var colour = alpha.Ifthenelse(grey, 255).Cast(Enums.BandFormat.Uchar);
        using var both = colour.Bandjoin(alpha).Copy(interpretation: Enums.Interpretation.Bw);
        return both.PngsaveBuffer();
    }

    public static byte[] AnimatedGif() => Frames().GifsaveBuffer();

    public static byte[] AnimatedWebP() => Frames().WebpsaveBuffer();

    public static byte[] TwoPageTiff() => Frames().TiffsaveBuffer(pageHeight: 100);

    /// <summary>One colour, so that 900 megapixels are a small file.</summary>
    public static byte[] HugePng(int width = 30_000, int height = 30_000)
    {
        using var black = Image.Black(width, height);
        return black.PngsaveBuffer(compression: 9, bitdepth: 1);
    }

    /// <summary>The same file with another length in its <c>acTL</c>-less header: an APNG announcement after IHDR.</summary>
    public static byte[] AnimatedPng()
    {
        var png = Pattern().Png();
        byte[] announcement = [0, 0, 0, 8, .. "acTL"u8, 0, 0, 0, 2, 0, 0, 0, 0, 0xF3, 0x8D, 0x93, 0x70];
        return [.. png[..33], .. announcement, .. png[33..]];
    }

    private static Image Frames()
    {
        using var one = Pattern(100, 100);
        using var two = one.Join(one.Invert(), Enums.Direction.Vertical);
        return two.Mutate(image => image.Set(GValue.GIntType, "page-height", 100));
    }
}
