namespace Csss.Storage.Tests;

/// <summary>A slow client: at most 4,000 bytes at a time, with a look at how many it has sent.</summary>
internal sealed class Trickle(byte[] content, Action<int>? onRead = null) : MemoryStream(content)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        onRead?.Invoke((int)Position);
        return base.ReadAsync(buffer[..Math.Min(4000, buffer.Length)], cancellationToken);
    }
}
