using System.Text;

namespace Csss.Reports.Documents.Text;

/// <summary>Text as people and other systems send it, made ready to be set: no character is lost but invisible controls.</summary>
internal static class TypedText
{
    private const string Tab = "    ";

    private const char Noncharacter = '\uFFFE';

    /// <summary>Its paragraphs: composed (NFC), tabs as spaces, no control characters.</summary>
    /// <exception cref="MissingFontException">It holds U+FFFE, which is no character and cannot be composed.</exception>
    public static IEnumerable<string> Paragraphs(string text) =>
        text.Contains(Noncharacter, StringComparison.Ordinal)
            ? throw new MissingFontException(Noncharacter)
            : text.Normalize(NormalizationForm.FormC).ReplaceLineEndings("\n").Split('\n').Select(Clean);

    private static string Clean(string line)
    {
        var clean = new StringBuilder(line.Length);
        foreach (var rune in line.EnumerateRunes())
        {
            if (rune.Value == '\t') clean.Append(Tab);
            else if (!Rune.IsControl(rune)) clean.Append(rune);
        }

        return clean.ToString().TrimEnd();
    }
}
