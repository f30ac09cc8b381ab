using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Csss.Storage.Encryption;

namespace Csss.Storage;

/// <summary>Section <c>Storage</c>: where a service keeps what it owns.</summary>
public sealed class StorageOptions : IValidatableObject
{
    /// <summary>Folder of this service alone: its embedded database and its blobs.</summary>
    [Required(ErrorMessage = "Storage:Directory is not set: name a folder that only this service uses.")]
    public string Directory { get; set; } = "";

    /// <summary>
    /// 32 bytes in base64 or base64url. Wraps the key of each blob and seals secrets in the database. Losing it loses the data.
    /// </summary>
    [Required(ErrorMessage = "Storage:MasterKey is not set: make one with `openssl rand -base64 32` and keep it safe.")]
    public string MasterKey { get; set; } = "";

    /// <summary>
    /// The keys that <see cref="MasterKey"/> replaced, the newest first: what lies under them can still be read. The command <c>rotate-master-key</c> moves
    /// it to the current key; after that they can be removed here.
    /// </summary>
    public IReadOnlyList<string> PreviousMasterKeys { get; set; } = [];

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TryDecode(MasterKey, out _))
            yield return new ValidationResult("Storage:MasterKey is not 32 bytes in base64.", [nameof(MasterKey)]);
        if (PreviousMasterKeys.Any(key => !TryDecode(key, out _)))
            yield return new ValidationResult("Storage:PreviousMasterKeys holds a key that is not 32 bytes in base64.", [nameof(PreviousMasterKeys)]);
        if (PreviousMasterKeys.Contains(MasterKey))
            yield return new ValidationResult("Storage:PreviousMasterKeys holds Storage:MasterKey itself: give the keys that it replaced.", [nameof(PreviousMasterKeys)]);
    }

    /// <summary>The embedded database's file; its folder is made, for this service's user alone.</summary>
    internal string DatabaseFile() => Path.Combine(PrivateFolder(Directory), "data.db");

    /// <summary>Makes a folder that nobody else on the machine can look into; one that is there stays as it is.</summary>
    internal static string PrivateFolder(string path) => OperatingSystem.IsWindows()
        ? System.IO.Directory.CreateDirectory(path).FullName
        : System.IO.Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;

    internal MasterKeys Keys() => new(Decode(MasterKey), [.. PreviousMasterKeys.Select(Decode)]);

    private static MasterKey Decode(string text) =>
        new(TryDecode(text, out var key) ? key : throw new CryptographicException("A master key is not 32 bytes in base64."));

    private static bool TryDecode(string text, out byte[] key)
    {
        key = new byte[32];
        var padded = text.Trim().Replace('-', '+').Replace('_', '/').TrimEnd('=');
        padded = padded.PadRight((padded.Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, key, out var written) && written == 32;
    }
}
