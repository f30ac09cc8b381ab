using System.Globalization;
using System.Security.Cryptography;
using Csss.Contracts;
using Csss.Storage.Encryption;
using Microsoft.Extensions.Options;

namespace Csss.Storage.Blobs;

/// <summary>Blobs as files under <c>blobs/xx/</c>, written beside their place, synced, then moved there.</summary>
internal sealed class FileBlobStore(IOptions<StorageOptions> options, MasterKey masterKey) : IBlobStore
{
    private readonly string _root = Path.Combine(options.Value.Directory, "blobs");
    private readonly byte[] _wrappingKey = masterKey.Derive("blobs/1");

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
                info = await BlobWriter.WriteAsync(content, file, id, _wrappingKey, maxBytes, cancellationToken);
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

    public Stream OpenRead(Guid id) =>
        new BlobReader(new FileStream(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, useAsync: true), id, _wrappingKey);

    public async Task<byte[]> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var stream = OpenRead(id);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, cancellationToken);
        return memory.ToArray();
    }

    public void Delete(Guid id)
    {
        if (File.Exists(PathOf(id))) File.Delete(PathOf(id));
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
