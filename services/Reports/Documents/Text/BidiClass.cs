using System.Globalization;
using System.Text;

namespace Csss.Reports.Documents.Text;

/// <summary>Bidirectional classes of UAX #9, table 4.</summary>
internal enum BidiClass
{
    L, R, AL, EN, ES, ET, AN, CS, NSM, BN, S, WS, ON,
}

/// <summary>
/// The class of a character, from its general category and the blocks of the right-to-left scripts (.NET keeps its own table
/// to itself). Explicit embeddings, overrides and isolates count as invisible: words in a clinical document are never made to read
/// differently from how they were typed.
/// </summary>
internal static class BidiClasses
{
    public static BidiClass Of(Rune rune) => rune.Value switch
    {
        '\t' => BidiClass.S,
        0x200E => BidiClass.L,
        0x200F => BidiClass.R,
        0x061C => BidiClass.AL,
        >= 0x0600 and <= 0x0605 or >= 0x0660 and <= 0x0669 or 0x066B or 0x066C or 0x06DD or 0x08E2 => BidiClass.AN,
        >= '0' and <= '9' or 0xB2 or 0xB3 or 0xB9 or >= 0x06F0 and <= 0x06F9 or 0x2070 or >= 0x2074 and <= 0x2079 or >= 0x2080 and <= 0x2089 => BidiClass.EN,
        '+' or '-' or 0x207A or 0x207B or 0x208A or 0x208B or 0x2212 => BidiClass.ES,
        '#' or '%' or 0xB0 or 0xB1 or 0x066A or >= 0x2030 and <= 0x2034 or 0x0609 or 0x060A => BidiClass.ET,
        ',' or '.' or '/' or ':' or 0xA0 or 0x060C or 0x202F or 0x2044 => BidiClass.CS,
        0x0606 or 0x0607 or 0x060E or 0x060F or 0x06DE or 0x06E9 or 0xFD3E or 0xFD3F => BidiClass.ON,
        _ => ByCategory(rune),
    };

    private static BidiClass ByCategory(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => BidiClass.NSM,
        UnicodeCategory.Control or UnicodeCategory.Format => BidiClass.BN,
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => BidiClass.WS,
        UnicodeCategory.CurrencySymbol => BidiClass.ET,
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber => Strong(rune.Value),
        _ => InScriptBlock(rune.Value) ? Strong(rune.Value) : BidiClass.ON,
    };

    private static BidiClass Strong(int codePoint) => codePoint switch
    {
        >= 0x0600 and <= 0x07BF or >= 0x0860 and <= 0x08FF or >= 0xFB50 and <= 0xFDFF or >= 0xFE70 and <= 0xFEFE
            or >= 0x10D00 and <= 0x10D3F or >= 0x10F30 and <= 0x10F6F or >= 0x1EC70 and <= 0x1ECBF or >= 0x1ED00 and <= 0x1ED4F or >= 0x1EE00 and <= 0x1EEFF => BidiClass.AL,
        >= 0x0590 and <= 0x05FF or >= 0x07C0 and <= 0x085F or >= 0xFB1D and <= 0xFB4F or >= 0x10800 and <= 0x10FFF or >= 0x1E800 and <= 0x1EFFF => BidiClass.R,
        _ => BidiClass.L,
    };

    /// <summary>There, punctuation and symbols run with the script they belong to.</summary>
    private static bool InScriptBlock(int codePoint) => codePoint is >= 0x0590 and <= 0x1FFF || Strong(codePoint) != BidiClass.L;
}
