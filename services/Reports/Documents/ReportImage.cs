using SkiaSharp;

namespace Csss.Reports.Documents;

/// <summary>An image of the report, reduced to what print shows (about 300 dots an inch) so that the mail stays small.</summary>
internal sealed class ReportImage : IDisposable
{
    private const int LongestSide = 1100;
    private const int Quality = 90;

    private ReportImage(SKImage image) => Image = image;

    public SKImage Image { get; }

    /// <exception cref="InvalidDataException">The bytes are not an image.</exception>
    public static ReportImage Read(byte[] encoded)
    {
        using var full = SKBitmap.Decode(encoded) ?? throw new InvalidDataException("The scan's image cannot be read.");
        var scale = Math.Min(1f, (float)LongestSide / Math.Max(full.Width, full.Height));
        var size = new SKImageInfo(Math.Max(1, (int)(full.Width * scale)), Math.Max(1, (int)(full.Height * scale)), full.ColorType, full.AlphaType);
        using var reduced = scale < 1 ? full.Resize(size, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)) : null;
        using var image = SKImage.FromBitmap(reduced ?? full);
        // JPEG bytes go into the PDF as they are.
        using var jpeg = image.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return new ReportImage(SKImage.FromEncodedData(jpeg));
    }

    public void Dispose() => Image.Dispose();
}
