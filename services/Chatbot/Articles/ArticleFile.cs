using System.Globalization;
using System.Text.RegularExpressions;
using Csss.Chatbot.Languages;
using Csss.Contracts;

namespace Csss.Chatbot.Articles;

/// <summary>
/// An article's file: front matter between two lines of <c>---</c> (a key and its value a line, lists in brackets), then paragraphs parted by empty lines.
/// A key that is missing, empty or unknown is a fault: what a reviewer believes to have written must not be passed over.
/// </summary>
internal static partial class ArticleFile
{
    private const string Fence = "---";
    private static readonly string[] Keys = ["id", "title", "audience", "language", "reviewed", "sources", "also"];

    /// <param name="name">Language and id: <c>en/lung-opacity</c>.</param>
    /// <param name="text">The file.</param>
    /// <param name="questions">From the language's <c>questions.json</c>.</param>
    /// <exception cref="MalformedArticleException">Something in it is not as it should be.</exception>
    public static Article Parse(string name, string text, IReadOnlyList<string> questions)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = Array.IndexOf(lines, Fence, 1);
        if (lines[0] != Fence || end < 0) throw new MalformedArticleException(name, "it does not begin with front matter");

        var values = Values(name, lines[1..end]);
        var article = new Article(
            values["id"], values["language"], Unquoted(values["title"]), Article.Roles(List(values["audience"])), Date(name, values["reviewed"]), List(values["sources"]), List(values["also"]), questions,
            [.. Paragraphs().Split(string.Join('\n', lines[(end + 1)..]).Trim()).Select(passage => passage.Trim()).Where(passage => passage.Length > 0)]);
        return Checked(name, article);
    }

    private static Dictionary<string, string> Values(string name, IEnumerable<string> lines)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines.Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var key = colon < 0 ? line : line[..colon].Trim();
            if (colon < 0 || !Keys.Contains(key, StringComparer.Ordinal)) throw new MalformedArticleException(name, $"\"{key}\" is no key of an article");
            if (!values.TryAdd(key, line[(colon + 1)..].Trim())) throw new MalformedArticleException(name, $"\"{key}\" is there twice");
        }

        foreach (var key in Keys.Where(key => !values.TryGetValue(key, out var value) || value.Length == 0)) throw new MalformedArticleException(name, $"\"{key}\" is missing or empty");
        return values;
    }

    private static Article Checked(string name, Article article)
    {
        var fault =
            article.Language + "/" + article.Id != name ? "its id or language is not that of its file"
            : Language.Parse(article.Language) is null ? "its language is not one of ours"
            : article.Audience.Count == 0 || article.Audience.Except(Roles.All, StringComparer.Ordinal).Any() ? "its audience names no role, or one that does not exist"
            : article.Sources.Count == 0 || article.Also.Count == 0 ? "it has no sources, or no other ways of asking"
            : article.Passages.Count == 0 ? "it has no text"
            : null;
        return fault is null ? article : throw new MalformedArticleException(name, fault);
    }

    private static DateOnly Date(string name, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : throw new MalformedArticleException(name, "\"reviewed\" is not a date (2026-11-23)");

    private static List<string> List(string value) => value is ['[', .. var inner, ']']
        ? [.. Item().Matches(inner).Select(item => item.Groups["quoted"].Success ? item.Groups["quoted"].Value.Replace("\\\"", "\"", StringComparison.Ordinal) : item.Value.Trim()).Where(item => item.Length > 0)]
        : [Unquoted(value)];

    private static string Unquoted(string value) => value is ['"', .. var inner, '"'] ? inner.Replace("\\\"", "\"", StringComparison.Ordinal) : value;

    [GeneratedRegex("""\s*"(?<quoted>(?:[^"\\]|\\.)*)"\s*|[^,]+""")]
    private static partial Regex Item();

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex Paragraphs();
}
