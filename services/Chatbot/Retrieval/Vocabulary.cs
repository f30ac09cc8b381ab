using Csss.Chatbot.Languages;

namespace Csss.Chatbot.Retrieval;

/// <summary>The terms of a language's articles: how telling each is, and what a word that is not among them may have been meant to be.</summary>
internal sealed class Vocabulary
{
    private const int Candidates = 4, ShortestPart = 5;
    private const float OfSpelling = 0.75f, OfPart = 0.6f;

    private readonly Dictionary<string, int> _frequency = new(StringComparer.Ordinal);
    private readonly ILookup<char, string> _byFirst;
    private readonly int _articles;

    /// <param name="articles">The terms of each article, each once.</param>
    public Vocabulary(IReadOnlyCollection<IReadOnlySet<string>> articles)
    {
        _articles = articles.Count;
        foreach (var term in articles.SelectMany(terms => terms)) _frequency[term] = _frequency.GetValueOrDefault(term) + 1;
        _byFirst = _frequency.Keys.Where(term => term.Length > 2).Order(StringComparer.Ordinal).ToLookup(term => term[0]);
    }

    public bool Contains(string term) => _frequency.ContainsKey(term);

    /// <summary>BM25's inverse document frequency; a term of no article is as telling as one of a single article.</summary>
    public double Idf(string term)
    {
        var frequency = Math.Max(1, _frequency.GetValueOrDefault(term));
        return Math.Log(1 + (_articles - frequency + 0.5) / (frequency + 0.5));
    }

    /// <summary>What an unknown term may stand for: a slip of spelling first; else the parts of a compound, or the compound of which it is the beginning.</summary>
    public IReadOnlyList<Alternative> Guesses(string unknown)
    {
        if (unknown.Length < 2) return [];

        var near = Near(unknown);
        return near.Count > 0
            ? [.. near.Where(found => found.Distance == near.Min(other => other.Distance)).OrderByDescending(found => _frequency[found.Term]).Take(Candidates).Select(found => new Alternative(found.Term, OfSpelling / found.Distance + 0.1f))]
            : [.. Parts(unknown).OrderByDescending(term => term.Length).Take(Candidates).Select(term => new Alternative(term, OfPart))];
    }

    /// <summary>The first letter is seldom the wrong one; that the first two are swapped is not so rare.</summary>
    private List<(string Term, int Distance)> Near(string unknown)
    {
        var (near, limit) = (new List<(string Term, int Distance)>(), Spelling.Forgiven(unknown.Length));
        if (limit == 0) return near;

        foreach (var term in _byFirst[unknown[0]].Concat(unknown[1] == unknown[0] ? [] : _byFirst[unknown[1]].Where(term => term[1] == unknown[0])))
            if (term.Length >= ShortestPart && Spelling.Distance(unknown, term, limit) is var distance && distance <= limit) near.Add((term, distance));
        return near;
    }

    private IEnumerable<string> Parts(string unknown)
    {
        if (unknown.Length < ShortestPart) yield break;

        for (var length = ShortestPart; length <= unknown.Length - 1; length++)
        {
            if (_frequency.ContainsKey(unknown[..length])) yield return unknown[..length];
            if (_frequency.ContainsKey(unknown[^length..])) yield return unknown[^length..];
        }

        foreach (var term in _byFirst[unknown[0]])
            if (term.Length > unknown.Length && term.StartsWith(unknown, StringComparison.Ordinal)) yield return term;
    }
}

/// <param name="Weight">How much finding it counts, against 1 for the word itself.</param>
internal readonly record struct Alternative(string Term, float Weight);
