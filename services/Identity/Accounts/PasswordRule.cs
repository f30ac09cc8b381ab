namespace Csss.Identity.Accounts;

/// <summary>Length is what counts (NIST SP 800-63B); composition rules are not asked for.</summary>
internal static class PasswordRule
{
    public const int MinLength = 8;
    public const int MaxLength = 128;

    public static bool Accepts(string? password) => password is { Length: >= MinLength and <= MaxLength };
}
