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

    public RedFlags(Library library, IReadOnlyDictionary<string, WordList> words)
    {
        var files = Resource.OfEachLanguage<RuleFile>("triage");
        var known = Known(library, words).Concat(files.Values.SelectMany(file => Words.Of(file.Spelt).Select(word => word.Text))).ToHashSet(StringComparer.Ordinal);
        _rules = files.ToDictionary(entry => entry.Key, entry => new LanguageRules(entry.Value, known.Contains), StringComparer.Ordinal);
    }

    /// <param name="language">The language that the message seems to be in; its rules come first.</param>
    public RedFlag? Find(string message, string? language)
    {
        var words = Words.Of(message);
        var read = _rules.OrderByDescending(entry => entry.Key == language).Select(entry => new Reading(entry.Key, entry.Value, entry.Value.Read(words, MayBe(entry.Key, language)))).ToList();
        foreach (var (tongue, rules, seen) in read)
            if (rules.Complaint(seen) is { } flag) return new RedFlag(flag, tongue);

        foreach (var (tongue, rules, seen) in read)
            foreach (var (flag, where) in rules.Mentions(seen))
                if (IsMeant(read, where)) return new RedFlag(flag, tongue);
        return null;
    }

    /// <summary>
    /// Languages borrow words: what silences a mention is understood in whichever it is said. It stays silent only if in none of them somebody is spoken of, or the present.
    /// </summary>
    private static bool IsMeant(IReadOnlyList<Reading> read, Range mention) =>
        !read.Any(one => one.Rules.Denies(one.Message, mention))
        && !(read.Any(one => one.Rules.SpeaksOfThePast(one.Message, mention)) && !read.Any(one => one.Rules.SpeaksOfNow(one.Message)))
        && !(read.Any(one => one.Rules.AsksForFacts(one.Message, mention)) && !read.Any(one => one.Rules.SpeaksOfSomebody(one.Message)));

    /// <summary>What is refused to this role. Doctors and pharmacists ask about doses as part of their work with the system, which says nothing of how much.</summary>
    public Refusal? Refused(string message, string language, string role) => _rules[language].Refusal(Words.Of(message)) switch
    {
        Refusal.Diagnosis when role != Roles.Patient => null,
        var refusal => refusal,
    };

    /// <summary>Hindi and Arabic are typed in Latin letters too, which no detection tells from English.</summary>
    private static bool MayBe(string rules, string? message) => message is null || message == rules || !Language.Latin.Contains(rules);

    private static IEnumerable<string> Known(Library library, IReadOnlyDictionary<string, WordList> words) =>
        Language.All.SelectMany(library.In).SelectMany(article => Words.Of(article.Title + "\n" + article.Body)).Select(word => word.Text)
            .Concat(words.Values.SelectMany(list => list.Stop.Concat(list.Small)));
}

/// <summary>A message under one language's rules.</summary>
internal sealed record Reading(string Language, LanguageRules Rules, MessageWords Message);

/// <param name="Flag">The danger's name.</param>
/// <param name="Language">Whose rules found it.</param>
internal sealed record RedFlag(string Flag, string Language)
{
    /// <summary>Of the mind rather than the body: other help, other words.</summary>
    public bool IsSuicidal => Flag == "suicidal";
}
