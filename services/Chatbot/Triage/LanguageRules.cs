using Csss.Chatbot.Languages;

namespace Csss.Chatbot.Triage;

/// <summary>One language's rules, compiled.</summary>
internal sealed class LanguageRules
{
    private const int LongestNegation = 3;
    private readonly WordPatterns _words;
    private readonly IReadOnlyList<Pattern> _harmless, _asking, _self, _negation, _past, _now, _dose, _diagnosis;
    private readonly IReadOnlyList<(string Flag, IReadOnlyList<Pattern> Complaints, IReadOnlyList<Pattern> Mentions)> _flags;

    /// <param name="isKnown">Whether a word is spelt as it is meant.</param>
    public LanguageRules(RuleFile file, Func<string, bool> isKnown)
    {
        _words = new WordPatterns(isKnown);
        (_harmless, _asking, _self, _negation, _past, _now) = (All(file.Harmless), All(file.Asking), All(file.Self), All(file.Negation), All(file.Past), All(file.Now));
        (_dose, _diagnosis) = (All(file.Refusals.Dose), All(file.Refusals.Diagnosis));
        _flags = [.. file.Flags.Select(flag => (flag.Flag, All(flag.Complaints), All(flag.Mentions)))];

        IReadOnlyList<Pattern> All(IReadOnlyList<string> patterns) => [.. patterns.Select(pattern => Pattern.Parse(pattern, file.Lists, _words))];
    }

    /// <summary>The message's words as these rules see them.</summary>
    /// <param name="ofThisLanguage">Whether the message may be written in the rules' language.</param>
    public MessageWords Read(IReadOnlyList<Word> words, bool ofThisLanguage = true)
    {
        var message = new MessageWords(words, _words, ofThisLanguage);
        foreach (var pattern in _harmless)
            while (pattern.Find(message) is { } range) message.TakeOut(range);
        return message;
    }

    /// <summary>The danger that somebody complains of; null when there is none.</summary>
    public string? Complaint(MessageWords message) => _flags.Where(flag => flag.Complaints.Any(pattern => pattern.Find(message) is not null)).Select(flag => flag.Flag).FirstOrDefault();

    /// <summary>The dangers that are spoken of, and where: each place counts by itself, for the first may be a question of fact and the second a cry for help.</summary>
    public IEnumerable<(string Flag, Range Where)> Mentions(MessageWords message)
    {
        foreach (var (flag, _, mentions) in _flags)
            foreach (var mention in mentions)
                for (var from = 0; mention.Find(message, from) is { } range; from = Math.Max(from, range.Start.Value) + 1) // the other word may stand before where the search began
                    yield return (flag, range);
    }

    /// <summary>Directly before: "no sleep, chest pain" denies nothing of the chest.</summary>
    public bool Denies(MessageWords message, Range mention) => Enumerable.Range(Math.Max(0, mention.Start.Value - LongestNegation), Math.Min(mention.Start.Value, LongestNegation))
        .Any(start => _negation.Any(pattern => pattern.Find(message, start) is { } found && found.Equals(start..mention.Start.Value)));

    public bool SpeaksOfThePast(MessageWords message, Range mention) => AnyWithin(_past, message, message.SentencesOf(mention));

    public bool SpeaksOfNow(MessageWords message) => AnyWithin(_now, message, 0..message.Count);

    public bool AsksForFacts(MessageWords message, Range mention) => AnyWithin(_asking, message, message.SentencesOf(mention));

    public bool SpeaksOfSomebody(MessageWords message) => AnyWithin(_self, message, 0..message.Count);

    /// <summary>What the message asks for that is not answered; null when it may be.</summary>
    public Refusal? Refusal(IReadOnlyList<Word> words)
    {
        var message = Read(words);
        return _dose.Any(pattern => pattern.Find(message) is not null) ? Triage.Refusal.Dose
            : _diagnosis.Any(pattern => pattern.Find(message) is not null) ? Triage.Refusal.Diagnosis
            : null;
    }

    private static bool AnyWithin(IReadOnlyList<Pattern> patterns, MessageWords message, Range range) =>
        patterns.Any(pattern => pattern.Find(message, range.Start.Value) is { } found && found.End.Value <= range.End.Value);
}

/// <summary>What is refused, with help.</summary>
internal enum Refusal
{
    /// <summary>Doses, and starting, changing or stopping a medicine.</summary>
    Dose,

    /// <summary>What somebody has.</summary>
    Diagnosis,
}
