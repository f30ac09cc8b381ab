using System.Globalization;
using System.Security.Cryptography;
using Csss.Contracts;
using Csss.Storage.Encryption;
using Microsoft.Extensions.Options;

namespace Csss.Storage.Blobs;

/// <summary>Blobs as files under <c>blobs/xx/</c>, written beside their place, synced, then moved there.</summary>
internal sealed class FileBlobStore(IOptions<StorageOptions> options, MasterKeys masterKeys) : IBlobStore
{
    private readonly string _root = Path.Combine(options.Value.Directory, "blobs");
    private readonly IReadOnlyList<byte[]> _wrappingKeys = masterKeys.Derive("blobs/1");

    public async Task<BlobInfo> WriteAsync(Stream content, long maxBytes, CancellationToken cancellationToken)
    {
        var id = Ids.New();
        var path = PathOf(id);
        var partial = path + ".partial";
        StorageOptions.PrivateFolder(options.Value.Directory);
        StorageOptions.PrivateFolder(Path.GetDirectoryName(path)!);
        try
        {
            BlobInfo info;
            await using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true))
            {
                info = await BlobWriter.WriteAsync(content, file, id, _wrappingKeys[0], maxBytes, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(partial, path);
            return info;
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    public Stream OpenRead(Guid id)
    {
        var path = PathOf(id);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, useAsync: true);
        return new BlobReader(file, id, _wrappingKeys, () => BlobHeader.Current(path));
    }

    public async Task<byte[]> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var stream = OpenRead(id);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, cancellationToken);
        return memory.ToArray();
    }

    public void Delete(Guid id)
    {
        if (!File.Exists(PathOf(id))) return;
        File.Delete(PathOf(id));
        BlobHeader.Forget(PathOf(id));
    }

    /// <summary>Every blob there is.</summary>
    public IEnumerable<Guid> ListAll()
    {
        if (!Directory.Exists(_root)) yield break;
        foreach (var path in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
            if (Guid.TryParseExact(Path.GetFileName(path), "N", out var id)) yield return id;
    }

    /// <summary>Puts a blob under the current master key: its header is written anew, its content stays. False when it is so already, or gone.</summary>
    /// <exception cref="CryptographicException">No known key opens it.</exception>
    public bool MoveToCurrentKey(Guid id)
    {
        try
        {
            return BlobHeader.Rewrap(PathOf(id), id, _wrappingKeys);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    public IEnumerable<Guid> ListOlderThan(DateTimeOffset before)
    {
        if (!Directory.Exists(_root)) yield break;

        foreach (var path in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
        {
            if (File.GetLastWriteTimeUtc(path) >= before.UtcDateTime) continue;
            if (path.EndsWith(".partial", StringComparison.Ordinal)) File.Delete(path);
            else if (Guid.TryParseExact(Path.GetFileName(path), "N", out var id)) yield return id;
        }
    }

    /// <summary>Spread over 256 folders by the id's last byte, which is random.</summary>
    private string PathOf(Guid id)
    {
        var name = id.ToString("N", CultureInfo.InvariantCulture);
        return Path.Combine(_root, name[^2..], name);
    }
}
