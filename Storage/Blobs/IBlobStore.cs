namespace Csss.Storage.Blobs;

/// <summary>
/// Encrypted files, named by random id. A blob is written once and never changed; it is there whole or not at all.
/// </summary>
public interface IBlobStore
{
    /// <summary>Stores everything that can be read from <paramref name="content"/>, without holding it in memory.</summary>
    /// <param name="content">The plain bytes.</param>
    /// <param name="maxBytes">Where to stop.</param>
    /// <param name="cancellationToken">Stops writing; nothing is left behind.</param>
    /// <exception cref="BlobTooLargeException">There were more than <paramref name="maxBytes"/>; nothing is left behind.</exception>
    Task<BlobInfo> WriteAsync(Stream content, long maxBytes, CancellationToken cancellationToken);

    /// <summary>Opens a blob for reading, from the start, decrypted and authenticated chunk by chunk.</summary>
    /// <exception cref="FileNotFoundException">There is no such blob.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Thrown on reading: the bytes were changed, cut or moved.</exception>
    Stream OpenRead(Guid id);

    /// <summary>Reads a whole blob into memory. For small ones.</summary>
    Task<byte[]> ReadAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Removes a blob; removing one that is not there does nothing.</summary>
    void Delete(Guid id);

    /// <summary>Blobs last written before <paramref name="before"/>, to find those that no row knows (a crash between the two).</summary>
    IEnumerable<Guid> ListOlderThan(DateTimeOffset before);
}
