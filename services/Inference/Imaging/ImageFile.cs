using NetVips;

namespace Csss.Inference.Imaging;

/// <summary>An image file in memory whose header was read and is within bounds. No pixel is decoded before <see cref="Decode"/>.</summary>
internal sealed class ImageFile : IDisposable
{
    private const int StripBytes = 1 << 20;
    private readonly Image _vips;
    private readonly TimeSpan _decodeWithin;

    static ImageFile() => VipsLoaders.Restrict();

    private ImageFile(Image vips, ImageHeader header, TimeSpan decodeWithin) => (_vips, Header, _decodeWithin) = (vips, header, decodeWithin);

    public ImageHeader Header { get; }

    /// <exception cref="ImageRefusedException">Not an image we read, or out of bounds.</exception>
    public static ImageFile Open(byte[] bytes, ImageLimits limits)
    {
        var format = ImageSignature.Of(bytes) ?? throw ImageRefusals.NotAnImage();
        if (format == ImageFormat.Png && ImageSignature.IsAnimatedPng(bytes)) throw ImageRefusals.SeveralFrames();
        try
        {
            var vips = VipsLoaders.Open(format, bytes);
            try
            {
                return new ImageFile(vips, HeaderReader.Read(vips, format, limits), limits.DecodeWithin);
            }
            catch
            {
                vips.Dispose();
                throw;
            }
        }
        catch (VipsException damaged)
        {
            throw ImageRefusals.Damaged(damaged);
        }
    }

    /// <summary>Decodes once, from top to bottom, into an upright grey image of the size asked for.</summary>
    /// <param name="width">Of the result as stored, before it is turned upright.</param>
    /// <param name="height">Of the result as stored.</param>
    /// <param name="margin">Fraction of each side that is cut off first.</param>
    /// <param name="cancellationToken">Checked between strips of lines.</param>
    /// <exception cref="ImageRefusedException">Damaged, incomplete, or too slow to decode.</exception>
    public GreyImage Decode(int width, int height, double margin, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_decodeWithin);
        try
        {
            return ReadStrips(width, height, margin, limit.Token).Upright(Header.Orientation);
        }
        catch (VipsException damaged)
        {
            throw ImageRefusals.Damaged(damaged);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw ImageRefusals.Damaged(late);
        }
    }

    public void Dispose() => _vips.Dispose();

    private GreyImage ReadStrips(int width, int height, double margin, CancellationToken cancellationToken)
    {
        var (left, top) = ((int)(margin * Header.Width), (int)(margin * Header.Height));
        var (columns, rows) = (Header.Width - (2 * left), Header.Height - (2 * top));
        var resizer = new TriangleResizer(columns, rows, width, height);
        var rowBytes = Header.Width * Header.Layout.BytesPerPixel;
        var stripRows = Math.Clamp(StripBytes / rowBytes, 1, 256);
        var grey = new float[Header.Width];
        using var region = Region.New(_vips);
        for (var y = 0; y < Header.Height; y += stripRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(stripRows, Header.Height - y);
            var strip = region.Fetch(0, y, Header.Width, count).AsSpan();
            for (var line = Math.Max(0, top - y); line < count && y + line < top + rows; line++)
            {
                Header.Layout.ToGrey(strip.Slice(line * rowBytes, rowBytes), grey);
                resizer.Add(y + line - top, grey.AsSpan(left, columns));
            }
        }

        return resizer.Result;
    }
}
