using System.Globalization;
using System.Text;
using HarfBuzzSharp;

namespace Csss.Reports.Documents.Text;

/// <summary>One paragraph with what decides how it is set: for each character its level, font and script.</summary>
internal sealed class Paragraph
{
    private readonly FontFace[] _faces;
    private readonly Script[] _scripts;
    private readonly byte[] _levels;
    private readonly int[] _offsets;

    public Paragraph(string text, TextStyle style, FontLibrary fonts)
    {
        (Text, Style, Characters) = (text, style, [.. text.EnumerateRunes()]);
        Level = BidiLevels.OfParagraph(Characters);
        _levels = BidiLevels.Resolve(Characters, Level);
        _faces = new FontFace[Characters.Length];
        _scripts = new Script[Characters.Length];
        _offsets = new int[Characters.Length + 1];
        var (face, script) = (fonts.BaseFace(style.Bold), Script.Common);
        for (var i = 0; i < Characters.Length; i++)
        {
            _offsets[i + 1] = _offsets[i] + Characters[i].Utf16SequenceLength;
            var own = UnicodeFunctions.Default.GetScript(Characters[i].Value);
            var shared = own == Script.Common || own == Script.Inherited;
            if (!shared) script = own;

            // Marks, joiners, spaces and punctuation stay in the font of the letters they follow, so that they shape together.
            if (!IsInvisible(Characters[i]) && !(shared && face.Draws(Characters[i].Value))) face = fonts.FaceFor(Characters[i].Value, style.Bold);
            (_faces[i], _scripts[i]) = (face, script);
        }
    }

    public string Text { get; }

    public TextStyle Style { get; }

    public Rune[] Characters { get; }

    /// <summary>1 when the paragraph runs right to left.</summary>
    public byte Level { get; }

    /// <summary>Runs of one font, script and direction between two characters, in logical order.</summary>
    public IEnumerable<TextRun> Runs(int start, int end)
    {
        var levels = LineLevels(start, end);
        for (var first = start; first < end;)
        {
            var next = first + 1;
            while (next < end && _faces[next] == _faces[first] && SameScript(_scripts[next], _scripts[first]) && levels[next - start] == levels[first - start]) next++;
            yield return new TextRun(_offsets[first], _offsets[next] - _offsets[first], _faces[first], _scripts[first], levels[first - start]);
            first = next;
        }
    }

    /// <summary>The character at an offset into <see cref="Text"/>.</summary>
    public int CharacterAt(int offset) => Array.BinarySearch(_offsets, offset) is >= 0 and var found ? found : throw new ArgumentOutOfRangeException(nameof(offset));

    /// <summary>Offset into <see cref="Text"/> of a character.</summary>
    public int OffsetOf(int character) => _offsets[character];

    /// <summary>Rule L1: spaces at a line's end take the paragraph's direction.</summary>
    private byte[] LineLevels(int start, int end)
    {
        var levels = _levels[start..end];
        for (var i = levels.Length - 1; i >= 0 && Rune.IsWhiteSpace(Characters[start + i]); i--) levels[i] = Level;
        return levels;
    }

    /// <summary>Characters before the first letter of a script go with it.</summary>
    private static bool SameScript(Script one, Script other) => one == other || one == Script.Common || other == Script.Common;

    /// <summary>What HarfBuzz hides when a font lacks it: joiners, direction marks, variation selectors, soft hyphens.</summary>
    private static bool IsInvisible(Rune character) =>
        Rune.GetUnicodeCategory(character) == UnicodeCategory.Format || character.Value is >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF or 0x034F or 0x115F or 0x1160 or 0x3164;
}
