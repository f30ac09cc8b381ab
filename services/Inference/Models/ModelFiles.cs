using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Csss.Inference.Models;

/// <summary>
/// Tells whether the registry or a bundle that it names changed, by content: change notifications do not come through on network mounts
/// and container volumes, and the framework's polling watcher looks at times alone. Graphs are large, and their hash is in
/// their manifest: of those the length and the time are enough.
/// </summary>
internal static class ModelFiles
{
    /// <summary>Equal for equal files. What cannot be read counts as its error.</summary>
    public static string Stamp(string directory)
    {
        var text = new StringBuilder(Read(() => Hash(Path.Combine(directory, RegistryFile.Name))));
        foreach (var folder in Named(directory).Select(bundle => Path.Combine(directory, bundle)))
            text.Append('\n').Append(Read(() => Hash(Path.Combine(folder, ModelBundle.ManifestFile)))).Append(Read(() => Graphs(folder)));
        return text.ToString();
    }

    private static IEnumerable<string> Named(string directory)
    {
        try
        {
            return RegistryFile.Read(directory).Values.SelectMany(entry => new[] { entry.Bundle, entry.Candidate }).OfType<string>().Distinct(StringComparer.Ordinal);
        }
        catch (ModelRefusedException)
        {
            return [];
        }
    }

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private static string Graphs(string folder) => string.Concat(new DirectoryInfo(folder).EnumerateFiles("*.onnx").OrderBy(file => file.Name, StringComparer.Ordinal)
        .Select(file => string.Create(CultureInfo.InvariantCulture, $" {file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}")));

    private static string Read(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return unreadable.GetType().Name;
        }
    }
}
