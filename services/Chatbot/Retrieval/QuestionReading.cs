using Csss.Chatbot.Languages;

namespace Csss.Chatbot.Retrieval;

/// <summary>Reads a question: which of its words tell what it is about, and what each may be found as.</summary>
internal sealed class QuestionReading(Analysis analysis, WordList words, Vocabulary vocabulary)
{
    private const float OfAlike = 0.8f;
    private readonly ILookup<string, string> _alike = Alike(analysis, words, vocabulary);

    /// <summary>Its telling terms; when it has none, all of them.</summary>
    public IReadOnlyList<QuestionTerm> Read(string question)
    {
        var all = Words.Of(question).Select(word => word.Text).Distinct(StringComparer.Ordinal).ToList();
        var telling = all.Where(word => !words.Stop.Contains(word) && !words.Small.Contains(word)).ToList();
        return [.. (telling.Count > 0 ? telling : all).SelectMany(analysis.Terms).Distinct(StringComparer.Ordinal).Select(Term)];
    }

    private QuestionTerm Term(string term)
    {
        var alternatives = new List<Alternative> { new(term, 1) };
        alternatives.AddRange(_alike[term].Select(other => new Alternative(other, OfAlike)));
        if (!alternatives.Exists(alternative => vocabulary.Contains(alternative.Term))) alternatives.AddRange(vocabulary.Guesses(term));
        return new QuestionTerm(alternatives, vocabulary.Idf(term), alternatives.Where(alternative => vocabulary.Contains(alternative.Term)).Select(alternative => alternative.Weight).DefaultIfEmpty().Max());
    }

    private static ILookup<string, string> Alike(Analysis analysis, WordList words, Vocabulary vocabulary) => (
        from line in words.Alike
        let terms = line.SelectMany(word => analysis.Terms(Words.Fold(word))).Distinct(StringComparer.Ordinal).ToList()
        from one in terms
        from other in terms
        where one != other && vocabulary.Contains(other)
        select (one, other)).Distinct().ToLookup(pair => pair.one, pair => pair.other, StringComparer.Ordinal);
}

/// <param name="Alternatives">The term itself and what may stand for it.</param>
/// <param name="Idf">How telling it is.</param>
/// <param name="Known">1 when an article holds the term as it is spelt, less when one holds what it may stand for, 0 when none does.</param>
internal sealed record QuestionTerm(IReadOnlyList<Alternative> Alternatives, double Idf, float Known);
