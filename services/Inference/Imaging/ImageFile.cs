using NetVips;

namespace Csss.Inference.Imaging;

/// <summary>An image file whose header was read and is within bounds. No pixel is decoded before <see cref="Decode"/>.</summary>
internal sealed class ImageFile : IDisposable
{
    /// <summary>Small enough not to become a large object, which the collector would keep for long.</summary>
    private const int StripBytes = 64 * 1024;
    private readonly StreamSource _source;
    private readonly Image _vips;
    private readonly TimeSpan _decodeWithin;

    static ImageFile() => VipsLoaders.Restrict();

    private ImageFile(StreamSource source, ImageLimits limits)
    {
        (_source, _decodeWithin) = (source, limits.DecodeWithin);
        var format = ImageSignature.Of(source.Head) ?? throw ImageRefusals.NotAnImage();
        if (format == ImageFormat.Png && ImageSignature.IsAnimatedPng(source.Head)) throw ImageRefusals.SeveralFrames();

        _vips = VipsLoaders.Open(format, source);
        try
        {
            Header = HeaderReader.Read(_vips, format, limits);
        }
        catch
        {
            _vips.Dispose();
            throw;
        }
    }

    public ImageHeader Header { get; }

    /// <param name="stream">Read from where it stands, forward only, until the image is disposed of; the caller closes it.</param>
    /// <param name="limits">What is refused.</param>
    /// <exception cref="ImageRefusedException">Not an image we read, or out of bounds.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static ImageFile Open(Stream stream, ImageLimits limits)
    {
        var source = new StreamSource(stream);
        try
        {
            return new ImageFile(source, limits);
        }
        catch (VipsException damaged)
        {
            using (source) source.ThrowIfFaulted();
            throw ImageRefusals.Damaged(damaged);
        }
        catch
        {
            source.Dispose();
            throw;
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
            _source.ThrowIfFaulted();
            throw ImageRefusals.Damaged(damaged);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw ImageRefusals.Damaged(late);
        }
    }

    public void Dispose()
    {
        _vips.Dispose();
        _source.Dispose();
    }

    private GreyImage ReadStrips(int width, int height, double margin, CancellationToken cancellationToken)
    {
        var (left, top) = ((int)(margin * Header.Width), (int)(margin * Header.Height));
        var (columns, rows) = (Header.Width - (2 * left), Header.Height - (2 * top));
        var resizer = new TriangleResizer(columns, rows, width, height);
        var rowBytes = Header.Width * Header.Layout.BytesPerPixel;
        var stripRows = Math.Clamp(StripBytes / rowBytes, Header.LinesAtOnce, 256);
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

        _source.ThrowIfFaulted();
        return resizer.Result;
    }
}
