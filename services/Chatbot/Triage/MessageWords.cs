using Csss.Chatbot.Languages;

namespace Csss.Chatbot.Triage;

/// <summary>A message's words as one language's rules see them. Those that are harmless where they stand are taken out.</summary>
/// <param name="ofThisLanguage">Whether the message may be written in the rules' language, so that its slips are this language's.</param>
internal sealed class MessageWords(IReadOnlyList<Word> words, WordPatterns patterns, bool ofThisLanguage = true)
{
    private static readonly HashSet<int> Nothing = [];
    private readonly HashSet<int>[] _matches = Matches(words, patterns, ofThisLanguage);

    public int Count => _matches.Length;

    public bool Has(int index, int[] any)
    {
        foreach (var number in any)
            if (_matches[index].Contains(number)) return true;
        return false;
    }

    public int Sentence(int index) => words[index].Sentence;

    /// <summary>From here on these words are not there.</summary>
    public void TakeOut(Range range)
    {
        for (var index = range.Start.Value; index < range.End.Value; index++) _matches[index] = Nothing;
    }

    /// <summary>The words of the sentences that these words stand in.</summary>
    public Range SentencesOf(Range range)
    {
        var (start, end) = (range.Start.Value, range.End.Value);
        while (start > 0 && Sentence(start - 1) == Sentence(range.Start.Value)) start--;
        while (end < Count && Sentence(end) == Sentence(range.End.Value - 1)) end++;
        return start..end;
    }

    private static HashSet<int>[] Matches(IReadOnlyList<Word> words, WordPatterns patterns, bool ofThisLanguage)
    {
        var known = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        var matches = new HashSet<int>[words.Count];
        for (var index = 0; index < matches.Length; index++)
        {
            if (!known.TryGetValue(words[index].Text, out var found)) known[words[index].Text] = found = patterns.Matches(words[index].Text, ofThisLanguage);
            matches[index] = found;
        }

        return matches;
    }
}
