namespace Csss.Identity.Accounts;

/// <summary>A person's name as they write it: 1–200 characters, trimmed, on one line.</summary>
internal static class PersonName
{
    public const int MaxLength = 200;

    public static bool TryTrim(string? text, out string name)
    {
        name = text?.Trim() ?? "";
        return name.Length is > 0 and <= MaxLength && !name.Any(char.IsControl) && UnicodeText.IsWellFormed(name);
    }
}
