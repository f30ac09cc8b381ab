namespace Csss.Storage.Blobs;

/// <summary>More bytes came than were allowed.</summary>
public sealed class BlobTooLargeException(long maxBytes) : IOException($"More than {maxBytes} bytes.")
{
    /// <summary>The limit.</summary>
    public long MaxBytes { get; } = maxBytes;
}
