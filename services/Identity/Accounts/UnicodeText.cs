using System.Text;

namespace Csss.Identity.Accounts;

/// <summary>Text from outside that <see cref="string.Normalize()"/> takes: it throws on half a surrogate pair and on U+FFFE.</summary>
internal static class UnicodeText
{
    private const int ReversedByteOrderMark = 0xFFFE;

    public static bool IsWellFormed(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune) || rune.Value == ReversedByteOrderMark) return false;
            at += rune.Utf16SequenceLength;
        }

        return true;
    }
}
