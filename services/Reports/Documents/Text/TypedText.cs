using System.Text;

namespace Csss.Reports.Documents.Text;

/// <summary>Text as people and other systems send it, made ready to be set: no character is lost but invisible controls.</summary>
internal static class TypedText
{
    private const string Tab = "    ";

    /// <summary>Its paragraphs: composed (NFC), tabs as spaces, no control characters.</summary>
    public static IEnumerable<string> Paragraphs(string text) =>
        text.Normalize(NormalizationForm.FormC).ReplaceLineEndings("\n").Split('\n').Select(Clean);

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
