using Csss.Identity.Accounts;

namespace Csss.Identity.Passwords;

/// <summary>
/// What NIST SP 800-63B asks of a new password: long enough, and none that guessers try first. No composition rules, no expiry.
/// </summary>
internal sealed class PasswordCheck(BreachedList breached)
{
    /// <summary>The name of the system, and of what it is for.</summary>
    private static readonly string[] OwnWords = ["csss", "clinical", "hospital"];

    private static readonly HashSet<string> Common = Read();

    /// <summary>What is wrong with it, for its owner to read; null when nothing is.</summary>
    public string? WhyNot(string? password, string? name = null, string? email = null)
    {
        if (!PasswordRule.Accepts(password)) return $"A password of {PasswordRule.MinLength} to {PasswordRule.MaxLength} characters is needed.";
        if (Common.Contains(password!.Trim().ToUpperInvariant()) || IsRow(password) || breached.Contains(password))
            return "This password is known to those who guess passwords. Choose another.";

        return Without(password, [.. OwnWords, .. WordsOf(name), .. WordsOf(email?.Split('@')[0])]).Length < PasswordRule.MinLength
            ? $"Besides your name, your address and the name of this system the password needs {PasswordRule.MinLength} characters more."
            : null;
    }

    /// <summary>aaaaaaaa, abcdefgh, 87654321.</summary>
    private static bool IsRow(string password)
    {
        var step = password[1] - password[0];
        return step is >= -1 and <= 1 && password.Zip(password.Skip(1)).All(pair => pair.Second - pair.First == step);
    }

    private static IEnumerable<string> WordsOf(string? text) =>
        (text ?? "").Split([' ', '.', '-', '_', '+', '\''], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length >= 3);

    private static string Without(string password, IEnumerable<string> words) =>
        words.OrderByDescending(word => word.Length).Aggregate(password, (rest, word) => rest.Replace(word, "", StringComparison.OrdinalIgnoreCase));

    private static HashSet<string> Read()
    {
        using var file = typeof(PasswordCheck).Assembly.GetManifestResourceStream("Csss.Identity.Passwords.CommonPasswords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is not in the program.");
        using var reader = new StreamReader(file);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#')).Select(line => line.ToUpperInvariant())];
    }
}
