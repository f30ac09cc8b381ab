using Csss.Chatbot.Articles;

namespace Csss.Chatbot.Languages;

/// <summary>
/// Which language a question is in: by its script where that tells; among those in Latin letters by their grammar words, then by the words of the articles.
/// A question of one or two words may be in several: then the person's own language decides.
/// </summary>
internal sealed class LanguageDetection
{
    private const int ByGrammar = 3, ByArticles = 2, ByAbbreviation = 1, LongestAbbreviation = 4;
    private readonly Dictionary<string, HashSet<string>> _grammar;
    private readonly Dictionary<string, HashSet<string>> _articles;

    public LanguageDetection(Library library, IReadOnlyDictionary<string, WordList> lists)
    {
        _grammar = Language.Latin.ToDictionary(language => language, language => lists[language].Stop.Union(lists[language].Small).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        _articles = Language.Latin.ToDictionary(language => language, language => library.In(language)
            .SelectMany(article => Words.Of(article.Title + "\n" + string.Join('\n', article.Also) + "\n" + article.Body)).Select(word => word.Text).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>The language; null when the words do not tell.</summary>
    public string? Detect(string text)
    {
        var (arabic, devanagari, latin) = Scripts(text);
        if (arabic + devanagari > 0 && arabic + devanagari >= latin / 3) return arabic >= devanagari ? Language.Arabic : Language.Hindi;

        var words = Words.Of(text);
        var scores = Language.Latin.Select(language => (Language: language, Score: words.Sum(word => Score(language, word.Text)))).OrderByDescending(entry => entry.Score).ToList();
        return scores[0].Score > scores[1].Score && scores[0].Score >= ByArticles ? scores[0].Language : null;
    }

    private int Score(string language, string word) => _grammar[language].Contains(word) ? ByGrammar : !_articles[language].Contains(word) ? 0 : word.Length <= LongestAbbreviation ? ByAbbreviation : ByArticles;

    private static (int Arabic, int Devanagari, int Latin) Scripts(string text)
    {
        var (arabic, devanagari, latin) = (0, 0, 0);
        foreach (var letter in text)
        {
            if (letter is >= '\u0600' and <= '\u06FF') arabic++;
            else if (letter is >= '\u0900' and <= '\u097F') devanagari++;
            else if (char.IsLetter(letter) && letter < '\u0250') latin++;
        }

        return (arabic, devanagari, latin);
    }
}
