using Csss.Chatbot.Articles;
using Csss.Chatbot.Languages;
using Csss.Contracts;

namespace Csss.Chatbot.Triage;

/// <summary>
/// Looks for danger in a message before anything else is done with it. The rules of every language are tried, whatever the message seems to be written in: somebody
/// in distress mixes them. Missing one is worse than a false alarm.
/// </summary>
internal sealed class RedFlags
{
    private readonly IReadOnlyDictionary<string, LanguageRules> _rules;

    public RedFlags(Library library, IReadOnlyDictionary<string, WordList> words) =>
        _rules = Resource.OfEachLanguage<RuleFile>("triage").ToDictionary(entry => entry.Key, entry => new LanguageRules(entry.Value, Known(library, words, entry.Key)), StringComparer.Ordinal);

    /// <param name="language">The language that the message seems to be in; its rules come first.</param>
    public RedFlag? Find(string message, string? language)
    {
        var words = Words.Of(message);
        foreach (var (tongue, rules) in _rules.OrderByDescending(entry => entry.Key == language))
            if (rules.Flag(words) is { } flag) return new RedFlag(flag, tongue);
        return null;
    }

    /// <summary>What is refused to this role. Doctors and pharmacists ask about doses as part of their work with the system, which says nothing of how much.</summary>
    public Refusal? Refused(string message, string language, string role) => _rules[language].Refusal(Words.Of(message)) switch
    {
        Refusal.Diagnosis when role != Roles.Patient => null,
        var refusal => refusal,
    };

    private static Func<string, bool> Known(Library library, IReadOnlyDictionary<string, WordList> words, string language)
    {
        var known = library.In(language).SelectMany(article => Words.Of(article.Title + "\n" + article.Body)).Select(word => word.Text)
            .Concat(words[language].Stop).Concat(words[language].Small).ToHashSet(StringComparer.Ordinal);
        return known.Contains;
    }
}

/// <param name="Flag">The danger's name.</param>
/// <param name="Language">Whose rules found it.</param>
internal sealed record RedFlag(string Flag, string Language)
{
    /// <summary>Of the mind rather than the body: other help, other words.</summary>
    public bool IsSuicidal => Flag == "suicidal";
}
