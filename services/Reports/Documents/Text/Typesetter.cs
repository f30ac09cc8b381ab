using System.Globalization;
using System.Text;

namespace Csss.Reports.Documents.Text;

/// <summary>From text in any script to lines of a given width.</summary>
internal sealed class Typesetter(FontLibrary fonts)
{
    /// <summary>One line, however long.</summary>
    /// <exception cref="MissingFontException">No font draws one of its characters.</exception>
    public TextLine Line(string text, TextStyle style)
    {
        var paragraph = new Paragraph(string.Join(' ', TypedText.Paragraphs(text)), style, fonts);
        return TextLine.Create(paragraph, 0, paragraph.Characters.Length, fonts);
    }

    /// <summary>All of the text, broken into lines no wider than <paramref name="width"/>.</summary>
    /// <exception cref="MissingFontException">No font draws one of its characters.</exception>
    public IReadOnlyList<TextLine> Lines(string text, TextStyle style, float width) =>
        [.. TypedText.Paragraphs(text).SelectMany(paragraph => Break(new Paragraph(paragraph, style, fonts), width))];

    private IEnumerable<TextLine> Break(Paragraph paragraph, float width)
    {
        var characters = paragraph.Characters;
        if (characters.Length == 0) yield return TextLine.Create(paragraph, 0, 0, fonts);

        var advances = Advances(paragraph);
        var graphemes = StringInfo.ParseCombiningCharacters(paragraph.Text).Select(paragraph.CharacterAt).ToHashSet();
        for (var start = 0; start < characters.Length;)
        {
            var (used, end, between, within) = (0f, start, start, start);
            for (; end < characters.Length; end++)
            {
                if (end > start && BreaksBetween(characters[end - 1], characters[end])) between = end;
                if (end > start && graphemes.Contains(end)) within = end;
                used += advances[end];
                if (used > width && !Rune.IsWhiteSpace(characters[end])) break;
            }

            // A word wider than the column is cut between two graphemes; a grapheme wider than it stands alone.
            var next = end == characters.Length ? end : between > start ? between : within > start ? within : NextGrapheme(end);
            yield return TextLine.Create(paragraph, start, next, fonts);
            start = next;
        }

        int NextGrapheme(int after)
        {
            do after++;
            while (after < characters.Length && !graphemes.Contains(after));
            return after;
        }
    }

    /// <summary>What each character adds to the line; a ligature's advance is its first character's.</summary>
    private static float[] Advances(Paragraph paragraph)
    {
        var advances = new float[paragraph.Characters.Length];
        foreach (var shaped in paragraph.Runs(0, advances.Length).Select(run => ShapedRun.Shape(paragraph.Text, run, paragraph.Style.Size)))
            for (var glyph = 0; glyph < shaped.Glyphs.Length; glyph++)
                advances[paragraph.CharacterAt(shaped.Clusters[glyph])] += shaped.Advances[glyph];
        return advances;
    }

    /// <summary>After spaces and hyphens, and between ideographs; the rest of UAX #14 matters to other kinds of text.</summary>
    private static bool BreaksBetween(Rune before, Rune after)
    {
        if (Rune.IsWhiteSpace(after)) return false;
        return Rune.IsWhiteSpace(before) && before.Value is not (0xA0 or 0x202F or 0x2007) || before.Value is '-' or 0x2010 or 0x2013 or 0x2014 or 0x200B
            || IsIdeograph(before) && IsIdeograph(after);
    }

    private static bool IsIdeograph(Rune character) => character.Value is >= 0x2E80 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF;
}
