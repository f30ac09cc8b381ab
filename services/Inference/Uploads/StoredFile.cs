using Csss.Inference.Imaging;
using Csss.Storage.Blobs;

namespace Csss.Inference.Uploads;

/// <summary>A file part in the blob store.</summary>
internal sealed record StoredFile(string Name, BlobInfo Blob)
{
    /// <summary>Set once the file proved to be an image within bounds.</summary>
    public ImageHeader? Header { get; set; }
}
