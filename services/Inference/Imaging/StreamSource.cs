using System.Runtime.ExceptionServices;
using NetVips;

namespace Csss.Inference.Imaging;

/// <summary>
/// Feeds libvips from a stream, so that a file is never whole in memory unless its format needs that (TIFF, WebP). An error while
/// reading reaches libvips only as "cannot read": it is kept here, to tell a failing disk from a damaged image.
/// </summary>
internal sealed class StreamSource : SourceCustom
{
    private const int HeadBytes = 64 * 1024;
    private readonly Stream _stream;
    private readonly byte[] _head = new byte[HeadBytes];
    private readonly int _headLength;
    private int _position;
    private ExceptionDispatchInfo? _fault;

    public StreamSource(Stream stream)
    {
        _stream = stream;
        _headLength = stream.ReadAtLeast(_head, HeadBytes, throwOnEndOfStream: false);
        OnRead += Read;
    }

    /// <summary>The first bytes, before libvips has seen any.</summary>
    public ReadOnlySpan<byte> Head => _head.AsSpan(0, _headLength);

    /// <summary>Throws what the stream threw, if it did.</summary>
    public void ThrowIfFaulted() => _fault?.Throw();

    private int Read(byte[] buffer, int length)
    {
        if (_position < _headLength)
        {
            var count = Math.Min(length, _headLength - _position);
            _head.AsSpan(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }

        try
        {
            return _stream.Read(buffer, 0, length);
        }
        catch (Exception fault)
        {
            // It must not cross native code; ThrowIfFaulted throws it on the other side.
            _fault = ExceptionDispatchInfo.Capture(fault);
            return -1;
        }
    }
}
