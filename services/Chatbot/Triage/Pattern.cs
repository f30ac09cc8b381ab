using System.Globalization;

namespace Csss.Chatbot.Triage;

/// <summary>A pattern of <see cref="RuleFile"/>, ready to be matched against a message's words.</summary>
internal sealed class Pattern
{
    private const int Gap = 2, LargestGap = 12;
    private readonly IReadOnlyList<IReadOnlyList<Element>> _sides;
    private readonly int _window;

    private Pattern(IReadOnlyList<IReadOnlyList<Element>> sides, int window) => (_sides, _window) = (sides, window);

    /// <exception cref="FormatException">It cannot be read.</exception>
    public static Pattern Parse(string text, IReadOnlyDictionary<string, string> lists, WordPatterns words)
    {
        var window = LargestGap;
        var tilde = text.IndexOf('~', StringComparison.Ordinal);
        if (tilde >= 0)
        {
            window = int.Parse(text[(tilde + 1)..], CultureInfo.InvariantCulture);
            text = text[..tilde];
        }

        return new Pattern([.. text.Split('&').Select(side => Side(side, lists, words))], window);
    }

    /// <summary>Where it begins and ends; null when it is not there.</summary>
    public Range? Find(MessageWords message, int from = 0)
    {
        for (var start = from; start < message.Count; start++)
            if (End(message, _sides[0], start) is { } end && (_sides.Count == 1 ? start..end : WithOther(message, start, end)) is { } found) return found;
        return null;
    }

    private Range? WithOther(MessageWords message, int start, int end)
    {
        for (var other = Math.Max(0, start - _window - 1); other < Math.Min(message.Count, end + _window + 1); other++)
        {
            if (other >= start && other < end || End(message, _sides[1], other) is not { } otherEnd) continue;
            var apart = other >= end ? other - end : start - otherEnd;
            if (apart >= 0 && apart <= _window) return Math.Min(start, other)..Math.Max(end, otherEnd);
        }

        return null;
    }

    /// <summary>The end of the elements if they match from here on.</summary>
    private static int? End(MessageWords message, IReadOnlyList<Element> elements, int at, int element = 0)
    {
        if (element == elements.Count) return at;
        for (var skipped = 0; skipped <= elements[element].Before && at + skipped < message.Count; skipped++)
            if (message.Has(at + skipped, elements[element].Words) && End(message, elements, at + skipped + 1, element + 1) is { } end) return end;
        return null;
    }

    private static List<Element> Side(string side, IReadOnlyDictionary<string, string> lists, WordPatterns words)
    {
        var (elements, before) = (new List<Element>(), 0);
        foreach (var part in side.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part[0] == '_') before = part.Length == 1 ? Gap : int.Parse(part[1..], CultureInfo.InvariantCulture);
            else
            {
                elements.Add(new Element([.. part.Split('/').SelectMany(word => Expand(word, lists)).Select(words.Number)], before));
                before = 0;
            }
        }

        return elements.Count > 0 ? elements : throw new FormatException($"\"{side}\" holds no word.");
    }

    private static IEnumerable<string> Expand(string word, IReadOnlyDictionary<string, string> lists) => word[0] != '<' ? [word]
        : lists.TryGetValue(word[1..^1], out var list) ? list.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        : throw new FormatException($"There is no list {word}.");

    /// <param name="Words">Any of these, as numbers of <see cref="WordPatterns"/>.</param>
    /// <param name="Before">How many other words may stand before it.</param>
    private sealed record Element(int[] Words, int Before);
}
