using Csss.Chatbot.Articles;
using Csss.Chatbot.Languages;

namespace Csss.Chatbot.Retrieval;

/// <summary>Finds what the library says about a question, in the question's language and for the role of who asks.</summary>
internal sealed class Retriever
{
    private readonly Dictionary<string, LanguageIndex> _indexes;

    public Retriever(Library library, IReadOnlyDictionary<string, WordList> words) =>
        _indexes = Language.All.ToDictionary(language => language, language => new LanguageIndex(language, library, words[language]), StringComparer.Ordinal);

    public Findings Search(string question, string language, string role) => _indexes[language].Search(question, role);

    public string PassageOf(Article article, Findings found) => _indexes[article.Language].PassageOf(article, found.Terms);
}
