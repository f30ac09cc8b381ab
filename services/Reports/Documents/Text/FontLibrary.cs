using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Csss.Reports.Documents.Text;

/// <summary>
/// The fonts of the PDF: Noto Sans, and for each character it lacks the first other family that has it. Families are opened when they are
/// first needed and then kept.
/// </summary>
internal sealed class FontLibrary : IDisposable
{
    private const string Base = "NotoSans";
    private const string Regular = "-Regular";
    private const string Bold = "-Bold";
    private const int NoFamily = -1;

    // Before the rest, which follow by name: where several families draw a script, the one made for running text.
    private static readonly string[] Preferred = [Base, "NotoSansArabic", "NotoSansHebrew", "NotoSansDevanagari", "NotoSansThai", "NotoSansLao", "NotoSansSymbols", "NotoSansMath"];

    private readonly IReadOnlyList<(Lazy<FontFace?> Regular, Lazy<FontFace?> Bold)> _families;
    private readonly ConcurrentDictionary<int, int> _familyOf = new();

    /// <exception cref="InvalidOperationException">The base font is not there: the service cannot draw a report.</exception>
    public FontLibrary(IOptions<FontOptions> options)
    {
        var directory = options.Value.FontDirectory;
        var files = Find(directory);
        if (!files.ContainsKey(Base + Regular) || !files.ContainsKey(Base + Bold))
        {
            throw new InvalidOperationException(
                $"Reports:FontDirectory ({directory}) holds no NotoSans-Regular and NotoSans-Bold: install them (Debian: fonts-noto-core) or name the folder that has them.");
        }

        _families = [.. files.Keys.Where(name => name.EndsWith(Regular, StringComparison.Ordinal)).Select(name => name[..^Regular.Length])
            .OrderBy(Rank).ThenBy(family => family, StringComparer.Ordinal)
            .Select(family => (Open(files[family + Regular]), Open(files.GetValueOrDefault(family + Bold, files[family + Regular]))))];
        if (_families[0] is not { Regular.Value: not null, Bold.Value: not null })
            throw new InvalidOperationException($"Reports:FontDirectory ({directory}): NotoSans-Regular or NotoSans-Bold cannot be read as a font.");
    }

    public int FamilyCount => _families.Count;

    public FontFace BaseFace(bool bold) => Face(0, bold);

    /// <exception cref="MissingFontException">No family draws it.</exception>
    public FontFace FaceFor(int codePoint, bool bold) =>
        _familyOf.GetOrAdd(codePoint, FindFamily) is var family and not NoFamily ? Face(family, bold) : throw new MissingFontException(codePoint);

    public void Dispose()
    {
        foreach (var face in _families.SelectMany(family => new[] { family.Regular, family.Bold }))
            if (face.IsValueCreated) face.Value?.Dispose();
    }

    private static Dictionary<string, string> Find(string directory)
    {
        if (!Directory.Exists(directory)) return [];

        return Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".ttf" or ".otf" or ".ttc" && Path.GetFileName(path).StartsWith("Noto", StringComparison.Ordinal))
            .OrderBy(path => path, StringComparer.Ordinal)
            .DistinctBy(Path.GetFileNameWithoutExtension)
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal);
    }

    private static int Rank(string family)
    {
        var preferred = Array.IndexOf(Preferred, family);
        if (preferred >= 0) return preferred;
        return Preferred.Length + (family.StartsWith(Base, StringComparison.Ordinal) ? 0 : 1);
    }

    private static Lazy<FontFace?> Open(string path) => new(() => FontFace.Load(path));

    private FontFace Face(int family, bool bold) => (bold ? _families[family].Bold.Value : null) ?? _families[family].Regular.Value!;

    private int FindFamily(int codePoint)
    {
        for (var family = 0; family < _families.Count; family++)
            if (_families[family].Regular.Value is { } face && face.Draws(codePoint)) return family;
        return NoFamily;
    }
}
