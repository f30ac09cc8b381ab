using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Csss.Contracts;
using Csss.Storage.Encryption;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Csss.Storage;

/// <summary>Section <c>Storage</c>: where a service keeps what it owns.</summary>
public sealed class StorageOptions : IValidatableObject
{
    /// <summary>
    /// The service's own database on PostgreSQL (15 or later), as in <c>Host=…;Database=…;Username=…;Password=…;SSL Mode=VerifyFull</c>; also read from
    /// <c>ConnectionStrings:database</c>. Not set: SQLite in <see cref="Directory"/>.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>Folder of this service alone: its embedded database and its blobs. Replicas share it.</summary>
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

    /// <summary>Reads the connection string for what the section leaves open.</summary>
    internal static void Read(StorageOptions options, IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(options.ConnectionString)) options.ConnectionString = configuration.GetConnectionString(ResourceNames.Database);
    }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TryDecode(MasterKey, out _))
            yield return new ValidationResult("Storage:MasterKey is not 32 bytes in base64.", [nameof(MasterKey)]);
        if (PreviousMasterKeys.Any(key => !TryDecode(key, out _)))
            yield return new ValidationResult("Storage:PreviousMasterKeys holds a key that is not 32 bytes in base64.", [nameof(PreviousMasterKeys)]);
        if (!string.IsNullOrEmpty(ConnectionString) && !IsWhole(ConnectionString))
            yield return new ValidationResult("Storage:ConnectionString is not one of PostgreSQL: Host=…;Database=…;Username=…;Password=….", [nameof(ConnectionString)]);
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

    /// <summary>Never its text in a message: it holds the password.</summary>
    private static bool IsWhole(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString) is { Host.Length: > 0, Database.Length: > 0 };
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool TryDecode(string text, out byte[] key)
    {
        key = new byte[32];
        var padded = text.Trim().Replace('-', '+').Replace('_', '/').TrimEnd('=');
        padded = padded.PadRight((padded.Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, key, out var written) && written == 32;
    }
}
