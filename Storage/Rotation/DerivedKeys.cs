using System.Buffers.Text;
using System.Text;
using Csss.Storage.Encryption;
using Microsoft.Extensions.Options;

namespace Csss.Storage.Rotation;

/// <summary>
/// Keys for a service's own purposes, in files of the folder <c>keys</c>, sealed. The first time, a key is derived from the master key (the oldest one known, if
/// that is being replaced just then); from then on the file is what counts.
/// </summary>
internal sealed class DerivedKeys(IOptions<StorageOptions> options, MasterKeys keys) : IKeyDerivation, IMasterKeyUse
{
    private const string Extension = ".key";

    private string Folder => Path.Combine(options.Value.Directory, "keys");

    public string Name => "derived keys";

    public byte[] Derive(string purpose)
    {
        var file = FileOf(purpose);
        if (!File.Exists(file)) Write(file, keys.Seal(Convert.ToBase64String(keys.Oldest.Derive(purpose)), ContextOf(purpose)), replace: false);
        return Convert.FromBase64String(keys.Open(File.ReadAllText(file), ContextOf(purpose)));
    }

    public async Task MoveAsync(IResealer resealer, RotationProgress progress, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Folder)) return;

        foreach (var file in Directory.EnumerateFiles(Folder, "*" + Extension).ToList())
        {
            var purpose = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(Path.GetFileNameWithoutExtension(file)));
            await progress.OneAsync(purpose, async () =>
            {
                if (resealer.Reseal(await File.ReadAllTextAsync(file, cancellationToken), ContextOf(purpose)) is not { } fresh) return false;
                Write(file, fresh, replace: true);
                return true;
            });
        }
    }

    private static string ContextOf(string purpose) => $"derived-keys/{purpose}";

    private string FileOf(string purpose) => Path.Combine(Folder, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(purpose)) + Extension);

    /// <summary>All of it or nothing. Of two replicas that start together, the first one's stands; theirs are the same key.</summary>
    private void Write(string file, string text, bool replace)
    {
        StorageOptions.PrivateFolder(options.Value.Directory);
        StorageOptions.PrivateFolder(Folder);
        var draft = Path.Combine(Folder, Path.GetRandomFileName());
        using (var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            stream.Write(Encoding.ASCII.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        if (replace || !File.Exists(file)) File.Move(draft, file, overwrite: true);
        else File.Delete(draft);
    }
}
