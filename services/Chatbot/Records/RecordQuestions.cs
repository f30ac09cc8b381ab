using System.Collections.Frozen;
using Csss.Chatbot.Languages;
using Csss.Chatbot.Triage;

namespace Csss.Chatbot.Records;

/// <param name="Own">A patient asks after their own scans and reports.</param>
/// <param name="Counts">Staff ask how many there are of something.</param>
internal sealed record IntentFile(IReadOnlyList<string> Own, IReadOnlyList<string> Counts);

/// <summary>Recognises questions that only the system's own records answer. Patterns are those of the triage.</summary>
internal sealed class RecordQuestions
{
    private readonly Dictionary<string, Intents> _intents = Resource.OfEachLanguage<IntentFile>("intents").ToDictionary(entry => entry.Key, entry => new Intents(entry.Value), StringComparer.Ordinal);

    public bool AskForOwn(string question, string language) => _intents[language].Any(question, intents => intents.Own);

    public bool AskForCounts(string question, string language) => _intents[language].Any(question, intents => intents.Counts);

    private sealed class Intents
    {
        private readonly WordPatterns _words = new(_ => false);

        public Intents(IntentFile file) => (Own, Counts) = (Parse(file.Own), Parse(file.Counts));

        public IReadOnlyList<Pattern> Own { get; }

        public IReadOnlyList<Pattern> Counts { get; }

        public bool Any(string question, Func<Intents, IReadOnlyList<Pattern>> which)
        {
            var message = new MessageWords(Words.Of(question), _words);
            return which(this).Any(pattern => pattern.Find(message) is not null);
        }

        private List<Pattern> Parse(IReadOnlyList<string> patterns) => [.. patterns.Select(pattern => Pattern.Parse(pattern, FrozenDictionary<string, string>.Empty, _words))];
    }
}
