using Csss.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace Csss.Inference.Imaging;

/// <summary>The images behind stored files, within the limits on bytes, pixels, time and memory.</summary>
internal sealed class ScanImages(IBlobStore blobs, DecodeGate gate, IOptions<ImageLimits> limits)
{
    /// <summary>Reads a stored file's header; decodes nothing.</summary>
    /// <exception cref="ImageRefusedException">Not an image we read, or out of bounds.</exception>
    public async Task<ImageHeader> ReadHeaderAsync(Guid blobId, CancellationToken cancellationToken)
    {
        using var place = await gate.EnterAsync(cancellationToken);
        await using var blob = blobs.OpenRead(blobId);
        using var file = ImageFile.Open(blob, limits.Value);
        return file.Header;
    }

    /// <summary>Decodes a stored file into an upright grey image.</summary>
    /// <param name="blobId">The file.</param>
    /// <param name="plan">Which size to decode to, as stored, once the header is known.</param>
    /// <param name="margin">Fraction of each side that is cut off first.</param>
    /// <param name="cancellationToken">Stops between strips of lines.</param>
    /// <exception cref="ImageRefusedException">Damaged or incomplete.</exception>
    /// <exception cref="IOException">The file cannot be read now.</exception>
    public async Task<GreyImage> DecodeAsync(
        Guid blobId, Func<ImageHeader, (int Width, int Height)> plan, double margin, CancellationToken cancellationToken)
    {
        using var place = await gate.EnterAsync(cancellationToken);
        await using var blob = blobs.OpenRead(blobId);
        using var file = ImageFile.Open(blob, limits.Value);
        var (width, height) = plan(file.Header);
        using var alone = await gate.EnterHeavyAsync(file.Header.DecoderBytes + ((long)width * height * sizeof(float)), cancellationToken);
        return file.Decode(width, height, margin, cancellationToken);
    }
}
