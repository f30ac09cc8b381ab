using System.Security.Cryptography;

namespace Csss.Storage.Blobs;

/// <summary>
/// Replaces a blob's header in place, so that no moment of a crash loses it: the new header is first written whole to a file beside the blob, then over
/// the old one, then that file goes. Whoever finds the header in the blob torn takes the one beside it.
/// </summary>
internal static class BlobHeader
{
    private const string Beside = ".header";

    /// <summary>The header that holds: the one beside the blob if there is one, else the blob's own.</summary>
    public static byte[] Current(string path) => Pending(path) ?? Read(path);

    /// <summary>False when it was wrapped by the current key already.</summary>
    public static bool Rewrap(string path, Guid id, IReadOnlyList<byte[]> wrappingKeys)
    {
        // What a run before this one did not finish.
        var pending = Pending(path);
        if (pending is not null) Replace(path, pending);

        var key = BlobFormat.ReadHeader(Read(path), wrappingKeys, id, out var opened);
        if (opened > 0)
        {
            var fresh = new byte[BlobFormat.HeaderBytes];
            BlobFormat.WriteHeader(fresh, wrappingKeys[0], id, key);
            Keep(path, fresh);
            Replace(path, fresh);
        }

        CryptographicOperations.ZeroMemory(key);
        return opened > 0 || pending is not null;
    }

    /// <summary>For a blob that is deleted.</summary>
    public static void Forget(string path) => File.Delete(path + Beside);

    private static byte[]? Pending(string path)
    {
        try
        {
            // It is moved to its place whole: one of another length is none of ours.
            return File.ReadAllBytes(path + Beside) is { Length: BlobFormat.HeaderBytes } header ? header : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static byte[] Read(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var header = new byte[BlobFormat.HeaderBytes];
        return RandomAccess.Read(file, header, fileOffset: 0) == header.Length ? header : throw new CryptographicException("The blob is cut short.");
    }

    private static void Keep(string path, byte[] header)
    {
        var draft = path + Beside + ".partial";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            file.Write(header);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path + Beside, overwrite: true);
    }

    /// <summary>The blob's age stays what it was: it tells orphans.</summary>
    private static void Replace(string path, byte[] header)
    {
        var written = File.GetLastWriteTimeUtc(path);
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0))
        {
            file.Write(header);
            file.Flush(flushToDisk: true);
        }

        File.SetLastWriteTimeUtc(path, written);
        Forget(path);
    }
}
