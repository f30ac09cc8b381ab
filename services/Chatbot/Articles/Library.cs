using Csss.Chatbot.Languages;

namespace Csss.Chatbot.Articles;

/// <summary>All articles, each in each language.</summary>
internal sealed class Library
{
    private readonly Dictionary<string, Dictionary<string, Article>> _articles;

    /// <exception cref="MalformedArticleException">An article is missing in a language, or is for other people there than elsewhere.</exception>
    public Library(IEnumerable<Article> articles)
    {
        _articles = Language.All.ToDictionary(language => language, _ => new Dictionary<string, Article>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var article in articles) _articles[article.Language].Add(article.Id, article);
        Check();
    }

    public IReadOnlyCollection<string> Ids => _articles[Language.English].Keys;

    public IReadOnlyCollection<Article> In(string language) => _articles[language].Values;

    public Article? Find(string language, string id) => _articles[language].GetValueOrDefault(id);

    /// <summary>What is embedded in the binary.</summary>
    public static Library Load()
    {
        var questions = Resource.OfEachLanguage<Dictionary<string, string[]>>("questions");
        return new Library(Resource.Names("knowledge").Select(name => ArticleFile.Parse(name, Resource.Text("knowledge", name), QuestionsOf(name))));

        string[] QuestionsOf(string name) => name.Split('/') is [var language, var id] && questions[language].GetValueOrDefault(id) is { Length: > 0 } found
            ? found
            : throw new MalformedArticleException(name, "questions.json has no question for it");
    }

    private void Check()
    {
        var all = _articles.Values.SelectMany(articles => articles.Values).ToLookup(article => article.Id, StringComparer.Ordinal);
        if (all.Count == 0) throw new MalformedArticleException("*", "there is none");

        foreach (var versions in all)
            foreach (var language in Language.All)
            {
                var version = Find(language, versions.Key) ?? throw new MalformedArticleException($"{language}/{versions.Key}", "it is missing in this language");
                if (!version.Audience.Order(StringComparer.Ordinal).SequenceEqual(versions.First().Audience.Order(StringComparer.Ordinal), StringComparer.Ordinal))
                    throw new MalformedArticleException($"{language}/{versions.Key}", "its audience is another one than in the other languages");
            }
    }
}
