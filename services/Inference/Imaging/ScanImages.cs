using Csss.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace Csss.Inference.Imaging;

/// <summary>The images behind stored files, within the limits on bytes, pixels, time and memory.</summary>
internal sealed class ScanImages(IBlobStore blobs, DecodeGate gate, IOptions<ImageLimits> limits)
{
    /// <summary>Reads a stored file's header; decodes nothing.</summary>
    /// <exception cref="ImageRefusedException">Not an image we read, or out of bounds.</exception>
    public async Task<ImageHeader> ReadHeaderAsync(BlobInfo blob, CancellationToken cancellationToken)
    {
        using var place = await gate.EnterAsync(cancellationToken);
        using var file = await OpenAsync(blob.Id, blob.Bytes, cancellationToken);
        return file.Header;
    }

    /// <summary>Decodes a stored file into an upright grey image.</summary>
    /// <param name="blobId">The file.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="plan">Which size to decode to, as stored, once the header is known.</param>
    /// <param name="margin">Fraction of each side that is cut off first.</param>
    /// <param name="cancellationToken">Stops between strips of lines.</param>
    /// <exception cref="ImageRefusedException">Damaged or incomplete.</exception>
    public async Task<GreyImage> DecodeAsync(
        Guid blobId, long bytes, Func<ImageHeader, (int Width, int Height)> plan, double margin, CancellationToken cancellationToken)
    {
        using var place = await gate.EnterAsync(cancellationToken);
        using var file = await OpenAsync(blobId, bytes, cancellationToken);
        using var alone = await gate.EnterDecoderAsync(file.Header, cancellationToken);
        var (width, height) = plan(file.Header);
        return file.Decode(width, height, margin, cancellationToken);
    }

    private async Task<ImageFile> OpenAsync(Guid blobId, long bytes, CancellationToken cancellationToken)
    {
        var content = new byte[bytes];
        await using (var blob = blobs.OpenRead(blobId)) await blob.ReadExactlyAsync(content, cancellationToken);
        return ImageFile.Open(content, limits.Value);
    }
}
