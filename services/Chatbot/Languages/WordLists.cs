using System.Collections.Frozen;

namespace Csss.Chatbot.Languages;

/// <summary>What is known of one language's words.</summary>
/// <param name="Stop">Words that carry grammar and little else; they tell the language.</param>
/// <param name="Small">Words of asking and of courtesy, which say nothing of the subject.</param>
/// <param name="Alike">Words that mean the same here, a group a line.</param>
internal sealed record WordFile(string Stop, string Small, IReadOnlyList<string> Alike);

/// <summary>A language's words, folded as <see cref="Words"/> does.</summary>
internal sealed class WordList
{
    public WordList(WordFile file)
    {
        Stop = Words.Of(file.Stop).Select(word => word.Text).ToFrozenSet(StringComparer.Ordinal);
        Small = Words.Of(file.Small).Select(word => word.Text).ToFrozenSet(StringComparer.Ordinal);
        Alike = [.. file.Alike.Select(line => (IReadOnlyList<string>)line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
    }

    public FrozenSet<string> Stop { get; }

    public FrozenSet<string> Small { get; }

    /// <summary>As written, not folded: the index's own analysis is applied to them.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Alike { get; }

    public static IReadOnlyDictionary<string, WordList> Load() =>
        Resource.OfEachLanguage<WordFile>("words").ToDictionary(entry => entry.Key, entry => new WordList(entry.Value), StringComparer.Ordinal);
}
