using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Csss.Chatbot.Languages;

/// <summary>
/// Words as people type them, made comparable: lower-case, without accents (Latin), vowel signs and letter variants (Arabic) or nukta (Devanagari), and with a
/// letter that is held down (four times and more) counted once. Apostrophes join an English contraction (<c>can't</c>: <c>cant</c>) and part a French one (<c>j'ai</c>: <c>j ai</c>).
/// </summary>
internal static partial class Words
{
    /// <summary>The words in order, and of each the sentence it stands in.</summary>
    public static IReadOnlyList<Word> Of(string text)
    {
        var words = new List<Word>();
        var sentence = 0;
        foreach (Match match in Token().Matches(Fold(text)))
        {
            if (match.ValueSpan[0] is '.' or '!' or '?' or ';' or '\n' or '।' or '؟' or '…') sentence++;
            else words.Add(new Word(match.Value, sentence));
        }

        return words;
    }

    /// <summary>The text with its letters made comparable; punctuation and spaces stay.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in Contraction().Replace(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant(), "").Normalize(NormalizationForm.FormD))
        {
            if (Replacement(letter) is not { } kept) continue;
            if (kept == '\0') folded.Append(letter is 'ß' ? "ss" : letter is 'æ' ? "ae" : "oe");
            else folded.Append(kept);
        }

        return HeldDown().Replace(folded.ToString().Normalize(NormalizationForm.FormC), "$1");
    }

    /// <summary>Null: left out; NUL: two letters.</summary>
    private static char? Replacement(char letter) => letter switch
    {
        'ß' or 'æ' or 'œ' => '\0',
        'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
        'ى' or 'ئ' => 'ي',
        'ة' => 'ه',
        'ؤ' => 'و',
        'ـ' or '\u093C' or '\u200C' or '\u200D' or '\u200E' or '\u200F' => null,
        'ँ' => 'ं',
        >= '\u0900' and <= '\u097F' => letter,
        _ when CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark => null,
        _ => letter,
    };

    [GeneratedRegex(@"(?<=\p{L})['’´`ʼ](?=(?:t|s|m|re|ve|ll|d)\b)")]
    private static partial Regex Contraction();

    [GeneratedRegex(@"(\p{L})\1{3,}")]
    private static partial Regex HeldDown();

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+|[.!?;\n।؟…]")]
    private static partial Regex Token();
}

/// <param name="Sentence">Counted from nought.</param>
internal readonly record struct Word(string Text, int Sentence);
