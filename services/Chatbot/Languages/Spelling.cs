namespace Csss.Chatbot.Languages;

/// <summary>How far two spellings are apart: letters added, left out, changed, or two neighbours swapped (optimal string alignment).</summary>
internal static class Spelling
{
    /// <summary>The slips that a word of this length is forgiven.</summary>
    public static int Forgiven(int length) => length switch { < 4 => 0, < 8 => 1, _ => 2 };

    /// <summary>Whether they are at most <paramref name="limit"/> apart.</summary>
    public static bool IsWithin(ReadOnlySpan<char> one, ReadOnlySpan<char> other, int limit) => Distance(one, other, limit) <= limit;

    /// <summary>The distance, or anything above <paramref name="limit"/> once that is passed.</summary>
    public static int Distance(ReadOnlySpan<char> one, ReadOnlySpan<char> other, int limit)
    {
        if (Math.Abs(one.Length - other.Length) > limit) return limit + 1;
        if (one.Length > 62 || other.Length > 62) return one.SequenceEqual(other) ? 0 : limit + 1;

        Span<int> before = stackalloc int[64], last = stackalloc int[64], row = stackalloc int[64];
        for (var column = 0; column <= other.Length; column++) last[column] = column;
        for (var line = 1; line <= one.Length; line++)
        {
            row[0] = line;
            var best = line;
            for (var column = 1; column <= other.Length; column++)
            {
                var change = last[column - 1] + (one[line - 1] == other[column - 1] ? 0 : 1);
                var least = Math.Min(change, Math.Min(last[column], row[column - 1]) + 1);
                if (line > 1 && column > 1 && one[line - 1] == other[column - 2] && one[line - 2] == other[column - 1]) least = Math.Min(least, before[column - 2] + 1);
                row[column] = least;
                best = Math.Min(best, least);
            }

            if (best > limit) return limit + 1;
            var spare = before;
            before = last;
            last = row;
            row = spare;
        }

        return last[other.Length];
    }
}
