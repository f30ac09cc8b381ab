using System.Security.Cryptography;
using Csss.Storage.Blobs;
using Csss.Storage.Encryption;
using Microsoft.Extensions.Options;

namespace Csss.Storage.Tests;

/// <summary>A service's folder, removed afterwards.</summary>
public sealed class StorageFolder : IDisposable
{
    public string Root { get; } = System.IO.Directory.CreateTempSubdirectory("csss-storage-").FullName;

    internal FileBlobStore Store(byte[]? masterKey = null, params byte[][] previous) =>
        new(Options.Create(new StorageOptions { Directory = Root, MasterKey = "unused" }), new MasterKeys(new MasterKey(masterKey ?? Key), [.. previous.Select(key => new MasterKey(key))]));

    public byte[] Key { get; } = RandomNumberGenerator.GetBytes(32);

    public string[] Files => System.IO.Directory.GetFiles(Root, "*", SearchOption.AllDirectories);

    /// <summary>
    /// A file's bytes as they lie there now, whoever has it open: .NET itself would respect the writer's lock. None of a file that was
    /// removed in the meantime, as SQLite does with its log.
    /// </summary>
    public static byte[] Read(string file)
    {
        var copy = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        System.Diagnostics.Process.Start("cp", [file, copy]).WaitForExit();
        if (!File.Exists(copy) && !File.Exists(file)) return [];

        var bytes = File.ReadAllBytes(copy);
        File.Delete(copy);
        return bytes;
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(Root, recursive: true);
    }
}
