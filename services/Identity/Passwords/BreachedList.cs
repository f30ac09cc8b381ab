using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Csss.Identity.Passwords;

/// <summary>
/// A site's list of breached passwords, by SHA-1 because that is how it is handed out: nothing of ours is hashed with it. Forty gigabytes
/// are searched with some thirty small reads; nothing is kept in memory.
/// </summary>
internal sealed class BreachedList(IOptions<PasswordOptions> options)
{
    private const int PrefixLength = 5;
    private const int HashLength = 40;

    /// <summary>Room for a hash, a count and two line ends.</summary>
    private const int Window = 128;

    public bool Contains(string password)
    {
        if (options.Value.BreachedList is not { } path) return false;

#pragma warning disable RS0030 // The list is by SHA-1.
        var hash = Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)));
#pragma warning restore RS0030
        return Directory.Exists(path) ? IsInFolder(path, hash) : IsInFile(path, hash);
    }

    /// <summary>A folder that lacks a range is damaged, and says so instead of letting passwords through.</summary>
    private static bool IsInFolder(string folder, string hash) =>
        File.ReadLines(Path.Combine(folder, hash[..PrefixLength] + ".txt")).Any(line => line.StartsWith(hash[PrefixLength..], StringComparison.OrdinalIgnoreCase));

    /// <summary>Lines are of different lengths: the search is over positions, each standing for the first line that begins at or after it.</summary>
    private static bool IsInFile(string file, string hash)
    {
        using var handle = File.OpenHandle(file, options: FileOptions.RandomAccess);
        long low = 0, high = RandomAccess.GetLength(handle);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var found = FirstHashFrom(handle, middle);
            var order = found is null ? 1 : string.CompareOrdinal(found, hash);
            if (order == 0) return true;
            if (order < 0) low = middle + 1;
            else high = middle;
        }

        return false;
    }

    private static string? FirstHashFrom(Microsoft.Win32.SafeHandles.SafeFileHandle handle, long position)
    {
        // One byte earlier: a line that begins just here is known by the line end before it.
        Span<byte> bytes = stackalloc byte[Window];
        var from = Math.Max(0, position - 1);
        var text = Encoding.ASCII.GetString(bytes[..RandomAccess.Read(handle, bytes, from)]);
        var start = position == 0 ? 0 : text.IndexOf('\n', StringComparison.Ordinal) + 1;
        return (position == 0 || start > 0) && start + HashLength <= text.Length ? text.Substring(start, HashLength).ToUpperInvariant() : null;
    }
}
