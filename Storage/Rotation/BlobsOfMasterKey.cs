using System.Globalization;
using Csss.Storage.Blobs;
using Csss.Storage.Encryption;

namespace Csss.Storage.Rotation;

/// <summary>Every blob's own key is wrapped anew; the content, which that key encrypts, stays as it is.</summary>
internal sealed class BlobsOfMasterKey(FileBlobStore blobs) : IMasterKeyUse
{
    public string Name => "blobs";

    public async Task MoveAsync(IResealer resealer, RotationProgress progress, CancellationToken cancellationToken)
    {
        foreach (var id in blobs.ListAll())
        {
            cancellationToken.ThrowIfCancellationRequested();
            await progress.OneAsync(id.ToString("D", CultureInfo.InvariantCulture), () => Task.FromResult(blobs.MoveToCurrentKey(id)));
        }
    }
}
