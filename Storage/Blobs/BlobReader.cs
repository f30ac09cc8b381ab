using System.Security.Cryptography;

namespace Csss.Storage.Blobs;

/// <summary>Reads what <see cref="BlobWriter"/> wrote, forward only. No byte is given out before its chunk is authenticated.</summary>
/// <param name="file">From its start.</param>
/// <param name="wrappingKeys">The current one first.</param>
/// <param name="headerAnew">The header as it is to be now, asked for when the one in the file cannot be read: it may just be being replaced.</param>
internal sealed class BlobReader(Stream file, Guid id, IReadOnlyList<byte[]> wrappingKeys, Func<byte[]> headerAnew) : Stream
{
    private readonly byte[] _sealed = new byte[BlobFormat.TagBytes + BlobFormat.ChunkBytes];
    private readonly byte[] _plain = new byte[BlobFormat.ChunkBytes];
    private AesGcm? _aes;
    private long _chunk;
    private int _position, _length;
    private bool _final, _broken;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_position == _length && !_final)
        {
            if (_aes is null) Start(await FillAsync(BlobFormat.HeaderBytes, cancellationToken));
            Open(await FillAsync(_sealed.Length, cancellationToken));
        }

        return Take(buffer.Span);
    }

    public override int Read(Span<byte> buffer)
    {
        while (_position == _length && !_final)
        {
            if (_aes is null) Start(file.ReadAtLeast(_sealed.AsSpan(0, BlobFormat.HeaderBytes), BlobFormat.HeaderBytes, throwOnEndOfStream: false));
            Open(file.ReadAtLeast(_sealed, _sealed.Length, throwOnEndOfStream: false));
        }

        return Take(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        _aes?.Dispose();
        file.Dispose();
    }

    private ValueTask<int> FillAsync(int bytes, CancellationToken cancellationToken) =>
        file.ReadAtLeastAsync(_sealed.AsMemory(0, bytes), bytes, throwOnEndOfStream: false, cancellationToken);

    private void Start(int read)
    {
        ThrowIfBroken();
        _broken = true;
        if (read < BlobFormat.HeaderBytes) throw new CryptographicException("The blob is cut short.");
        var key = UnwrapKey();
        _aes = new AesGcm(key, BlobFormat.TagBytes);
        CryptographicOperations.ZeroMemory(key);
        _broken = false;
    }

    private byte[] UnwrapKey()
    {
        try
        {
            return BlobFormat.ReadHeader(_sealed.AsSpan(0, BlobFormat.HeaderBytes), wrappingKeys, id, out _);
        }
        catch (CryptographicException)
        {
            return BlobFormat.ReadHeader(headerAnew(), wrappingKeys, id, out _);
        }
    }

    private void Open(int read)
    {
        ThrowIfBroken();
        _broken = true;
        if (read < BlobFormat.TagBytes) throw new CryptographicException("The blob is cut short.");
        var (length, final) = (read - BlobFormat.TagBytes, read < _sealed.Length);
        Span<byte> nonce = stackalloc byte[12];
        BlobFormat.Nonce(nonce, _chunk++, final);
        _aes!.Decrypt(nonce, _sealed.AsSpan(BlobFormat.TagBytes, length), _sealed.AsSpan(0, BlobFormat.TagBytes), _plain.AsSpan(0, length));
        (_position, _length, _final, _broken) = (0, length, final, false);
    }

    /// <summary>A caller that goes on reading after a failure must not get what comes after the gap, nor an end.</summary>
    private void ThrowIfBroken()
    {
        if (_broken) throw new CryptographicException("The blob is damaged.");
    }

    private int Take(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _length - _position);
        _plain.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }
}
