using Csss.Chatbot.Languages;

namespace Csss.Chatbot.Triage;

/// <summary>
/// Every single word that the rules of a language look for, numbered. A word of a message is compared once, however many rules want it. Misspelt ones fit too,
/// unless they are a word that the articles of any language use: then they are meant as they stand. In a message of another language only swapped and doubled letters
/// are slips; else every language's everyday words are another's dangers misspelt (<c>Hälfte</c>, <c>halète</c>).
/// </summary>
internal sealed class WordPatterns(Func<string, bool> isKnown)
{
    private const int ShortestGuessed = 5;
    private readonly Dictionary<(string Word, bool Prefix), int> _numbers = [];
    private readonly Dictionary<char, List<(string Word, bool Prefix, int Number)>> _byFirst = [];

    /// <param name="text">A word, or its beginning and an asterisk.</param>
    public int Number(string text)
    {
        var prefix = text.EndsWith('*');
        var word = Words.Fold(prefix ? text[..^1] : text);
        if (_numbers.TryGetValue((word, prefix), out var known)) return known;

        var number = _numbers[(word, prefix)] = _numbers.Count;
        if (!_byFirst.TryGetValue(word[0], out var alike)) _byFirst[word[0]] = alike = [];
        alike.Add((word, prefix, number));
        return number;
    }

    /// <summary>The numbers of those that this word of a message is.</summary>
    /// <param name="ofThisLanguage">Whether the message may be written in the rules' language.</param>
    public HashSet<int> Matches(string word, bool ofThisLanguage)
    {
        var matches = new HashSet<int>();
        foreach (var form in ArabicForms.Of(word))
        {
            var guess = form.Length >= ShortestGuessed - 1 && !isKnown(form);
            Add(matches, form, form[0], guess, ofThisLanguage);
            if (guess && form[1] != form[0]) Add(matches, form, form[1], guess, ofThisLanguage, swapped: true);
        }

        return matches;
    }

    private void Add(HashSet<int> matches, string form, char first, bool guess, bool anySlip, bool swapped = false)
    {
        foreach (var (word, prefix, number) in _byFirst.GetValueOrDefault(first, []))
        {
            if (!swapped && (prefix ? form.StartsWith(word, StringComparison.Ordinal) : form == word)) matches.Add(number);
            else if (guess && !swapped && (word.Length == ShortestGuessed - 1 || (!anySlip && !prefix && word.Length >= ShortestGuessed)) && IsPlainSlip(form, word)) matches.Add(number);
            else if (guess && anySlip && word.Length >= ShortestGuessed && (!swapped || (form[0] == word[1] && form[1] == word[0])) && IsSlip(form, word, prefix)) matches.Add(number);
        }
    }

    /// <summary>Only its own letters, two of them swapped or one doubled: a short word, or one of another language, has too many neighbours.</summary>
    private static bool IsPlainSlip(string form, string word) => Spelling.IsWithin(form, word, 1)
        && (form.Length == word.Length ? form.Order().SequenceEqual(word.Order()) : form.Length == word.Length + 1 && form.Where((letter, index) => index == 0 || letter != form[index - 1]).SequenceEqual(word));

    private static bool IsSlip(string form, string word, bool prefix)
    {
        var limit = word.Length >= 9 ? 2 : 1;
        if (!prefix) return Spelling.IsWithin(form, word, limit);
        if (form.Length < word.Length) return false;
        for (var length = Math.Max(word.Length - 1, 4); length <= Math.Min(form.Length, word.Length + 1); length++)
            if (Spelling.IsWithin(form.AsSpan(0, length), word, 1)) return true;
        return false;
    }
}

/// <summary>Arabic writes "and", "with", "for" and "the" into the word that follows.</summary>
internal static class ArabicForms
{
    private const int ShortestRest = 3;

    public static IEnumerable<string> Of(string word)
    {
        yield return word;
        if (word[0] is < '\u0600' or > '\u06FF') yield break;

        var rest = word;
        if (rest[0] is 'و' or 'ف' or 'ب' or 'ل' or 'ك' && rest.Length > ShortestRest)
        {
            rest = rest[1..];
            yield return rest;
        }

        if (rest.StartsWith("ال", StringComparison.Ordinal) && rest.Length >= ShortestRest + 1) yield return rest[2..];
        if (rest.StartsWith("لل", StringComparison.Ordinal) && rest.Length >= ShortestRest + 1) yield return rest[2..];
    }
}
