using System.Text;

namespace Csss.Identity.Accounts;

/// <summary>How names are compared in searches: without case and without Latin accents, so that "jose" finds "José".</summary>
internal static class NameKey
{
    private const char FirstMark = '\u0300', LastMark = '\u036f';

    public static string Of(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormKD).Where(character => character is < FirstMark or > LastMark)).ToUpperInvariant();

    /// <summary>A LIKE pattern (escape character <c>\</c>) for names that hold <paramref name="part"/> as it is typed.</summary>
    public static string Containing(string part) =>
        "%" + Of(part.Trim()).Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal) + "%";
}
