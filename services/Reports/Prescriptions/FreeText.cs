using System.Text;

namespace Csss.Reports.Prescriptions;

/// <summary>What people may write into a prescription. What a pharmacist cannot read on a label must not be in it.</summary>
internal static class FreeText
{
    /// <summary>Needed, and on one line.</summary>
    public static bool IsLine(string? text, int longest) => Given(text) is { } given && given.Length <= longest && !given.Any(char.IsControl) && IsWellFormed(given);

    /// <summary>May be left out, and may have several lines.</summary>
    public static bool IsNote(string? text, int longest) =>
        Given(text) is not { } given || (given.Length <= longest && !given.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) && IsWellFormed(given));

    /// <summary>Blank is none given.</summary>
    public static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>No half of a surrogate pair, which no database and no font can keep.</summary>
    private static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != System.Buffers.OperationStatus.Done) return false;
            rest = rest[used..];
        }

        return true;
    }
}
