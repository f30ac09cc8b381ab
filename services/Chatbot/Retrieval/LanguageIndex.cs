using Csss.Chatbot.Articles;
using Csss.Chatbot.Languages;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace Csss.Chatbot.Retrieval;

/// <summary>
/// One language's articles, in memory. Each article is a document of its title, its other ways of being asked for, and its text; and each of those ways, and each
/// question that it answers, is a document of its own as well, so that a question which is nearly one of them finds it however many others there are. Scores are BM25 (Robertson and Zaragoza, 2009).
/// </summary>
internal sealed class LanguageIndex
{
    private const string Title = "title", Also = "also", Body = "body", Phrase = "phrase", Grams = "grams", Foreign = "english";
    private const float OfTitle = 2.2f, OfAlso = 1.6f, OfPhrase = 1.4f, OfGrams = 0.12f, OfForeign = 0.8f, OfLikeness = 8, Tie = 0.2f;
    private const int ShortQuestion = 20, Considered = 12;

    private readonly List<Article> _documents = [];
    private readonly Dictionary<Article, string> _english = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Article, List<HashSet<string>>> _phrases = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Article, HashSet<string>> _terms = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Article, List<HashSet<string>>> _passages = new(ReferenceEqualityComparer.Instance);
    private readonly Analysis _analysis;
    private readonly Analysis _grams;
    private readonly IndexSearcher _searcher;
    private readonly QuestionReading _reading;

    public LanguageIndex(string language, Library library, WordList words)
    {
        (_analysis, _grams) = (new Analysis(language), new Analysis(language, grams: true));
        var articles = library.In(language);
        foreach (var article in articles)
        {
            _english[article] = language == Language.English ? "" : Asked(library.Find(Language.English, article.Id)!);
            _terms[article] = Terms([.. Phrases(article), article.Body]);
            _passages[article] = [.. article.Passages.Select(passage => Terms(passage))];
            _phrases[article] = [.. Phrases(article).Select(phrase => _grams.Terms(Words.Fold(phrase)).ToHashSet(StringComparer.Ordinal)).Where(phrase => phrase.Count > 0)];
        }

        _reading = new QuestionReading(_analysis, words, new Vocabulary([.. articles.Select(article => Terms([.. Phrases(article), article.Body, _english[article]]))]));
        _searcher = new IndexSearcher(DirectoryReader.Open(Write(articles))) { Similarity = new BM25Similarity(1.2f, 0.5f) };
    }

    /// <summary>The articles for this role, the best first, and how well the first fits.</summary>
    public Findings Search(string question, string role)
    {
        var terms = _reading.Read(question);
        if (terms.Count == 0) return Findings.None;

        var scores = new Dictionary<Article, (float Whole, float Phrase)>(ReferenceEqualityComparer.Instance);
        foreach (var hit in _searcher.Search(Query(terms, question), int.MaxValue >> 8).ScoreDocs)
        {
            var article = _documents[hit.Doc];
            if (!article.IsFor(role)) continue;
            var (whole, phrase) = scores.GetValueOrDefault(article);
            scores[article] = hit.Doc < _passages.Count ? (hit.Score, phrase) : (whole, Math.Max(phrase, hit.Score));
        }

        var ranked = scores.Select(entry => new Ranked(entry.Key, entry.Value.Whole + entry.Value.Phrase)).OrderByDescending(entry => entry.Score).ThenBy(entry => entry.Article.Id, StringComparer.Ordinal).ToList();
        if (ranked.Count == 0) return Findings.None;

        var grams = _grams.Terms(Words.Fold(question)).ToHashSet(StringComparer.Ordinal);
        ranked = [.. ranked.Take(Considered).Select(entry => entry with { Score = entry.Score + OfLikeness * (float)Likeness(grams, entry.Article) }).OrderByDescending(entry => entry.Score).ThenBy(entry => entry.Article.Id, StringComparer.Ordinal)];
        var best = ranked[0];
        return new Findings(ranked, new Evidence(best.Score, terms.Count, terms.Sum(term => term.Known), Likeness(grams, best.Article), HeldBy(best.Article, terms)), terms);
    }

    /// <summary>The passage of an article that holds most of what was asked for; its first when no other holds more.</summary>
    public string PassageOf(Article article, IReadOnlyList<QuestionTerm> terms) =>
        article.Passages[Enumerable.Range(0, article.Passages.Count).MaxBy(index => (terms.Sum(term => term.Idf * Weight(term, _passages[article][index])), -index))];

    /// <summary>How much of one of the article's ways of being asked for the question is, letter by letter, its small words included.</summary>
    private double Likeness(HashSet<string> question, Article article) => question.Count == 0 ? 0
        : _phrases[article].Max(phrase => (double)phrase.Count(question.Contains) / Math.Max(phrase.Count, Math.Min(question.Count, ShortQuestion)));

    private static string Asked(Article article) => article.Title + "\n" + string.Join('\n', article.Also);

    private static IEnumerable<string> Phrases(Article article) => [article.Title, .. article.Also, .. article.Questions];

    private HashSet<string> Terms(params IEnumerable<string> texts) => texts.SelectMany(text => _analysis.Terms(Words.Fold(text))).ToHashSet(StringComparer.Ordinal);

    private double HeldBy(Article article, IReadOnlyList<QuestionTerm> terms) => terms.Sum(term => term.Idf * Weight(term, _terms[article])) / terms.Sum(term => term.Idf);

    private static double Weight(QuestionTerm term, HashSet<string> held) =>
        term.Alternatives.Where(alternative => held.Contains(alternative.Term)).Select(alternative => (double)alternative.Weight).DefaultIfEmpty().Max();

    private BooleanQuery Query(IReadOnlyList<QuestionTerm> terms, string question)
    {
        var query = new BooleanQuery();
        foreach (var term in terms)
        {
            var either = new DisjunctionMaxQuery(Tie);
            foreach (var (text, weight) in term.Alternatives)
                foreach (var (field, boost) in new[] { (Title, OfTitle), (Also, OfAlso), (Body, 1f), (Phrase, OfPhrase), (Foreign, OfForeign) })
                    either.Add(new TermQuery(new Term(field, text)) { Boost = boost * weight });
            query.Add(either, Occur.SHOULD);
        }

        foreach (var gram in _grams.Terms(Words.Fold(question)).Distinct(StringComparer.Ordinal).Take(64)) query.Add(new TermQuery(new Term(Grams, gram)) { Boost = OfGrams }, Occur.SHOULD);
        return query;
    }

    private RAMDirectory Write(IReadOnlyCollection<Article> articles)
    {
        var directory = new RAMDirectory();
        var fields = new Lucene.Net.Analysis.Miscellaneous.PerFieldAnalyzerWrapper(_analysis, new Dictionary<string, Lucene.Net.Analysis.Analyzer> { [Grams] = _grams });
        var settings = new IndexWriterConfig(LuceneVersion.LUCENE_48, fields) { Similarity = new BM25Similarity(1.2f, 0.5f), MergePolicy = new LogDocMergePolicy() };
        using var writer = new IndexWriter(directory, settings);
        foreach (var article in articles) Add(writer, article, (Title, article.Title), (Also, string.Join('\n', article.Also)), (Body, article.Body), (Foreign, _english[article]));
        foreach (var article in articles)
            foreach (var phrase in Phrases(article)) Add(writer, article, (Phrase, phrase), (Grams, phrase));
        writer.ForceMerge(1);
        return directory;
    }

    /// <summary>A document's number is its place in the list: nothing is ever removed.</summary>
    private void Add(IndexWriter writer, Article article, params (string Field, string Text)[] texts)
    {
        _documents.Add(article);
        var document = new Document();
        foreach (var (field, text) in texts) document.Add(new TextField(field, Words.Fold(text), Field.Store.NO));
        writer.AddDocument(document);
    }
}

/// <summary>What was found.</summary>
internal sealed record Findings(IReadOnlyList<Ranked> Ranked, Evidence Evidence, IReadOnlyList<QuestionTerm> Terms)
{
    public static readonly Findings None = new([], new Evidence(0, 0, 0, 0, 0), []);
}

internal sealed record Ranked(Article Article, float Score);

/// <summary>How well the best article fits.</summary>
/// <param name="Best">Its score.</param>
/// <param name="Terms">How many telling terms the question has.</param>
/// <param name="Known">How many of those the articles hold, a misspelt or compounded one in part.</param>
/// <param name="Likeness">How much one of the article's ways of being asked for is like the question, 0 to 1.</param>
/// <param name="Held">How much of the question the best article itself holds, telling terms counting for more, 0 to 1.</param>
internal sealed record Evidence(double Best, int Terms, double Known, double Likeness, double Held);
