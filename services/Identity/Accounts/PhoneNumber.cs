using System.Text.RegularExpressions;

namespace Csss.Identity.Accounts;

/// <summary>A telephone number with its country, E.164: <c>+</c> and 7 to 15 digits. Spaces, dots, hyphens and brackets are taken out.</summary>
internal static partial class PhoneNumber
{
    public const int MaxLength = 16;

    public static bool TryNormalise(string text, out string number)
    {
        number = Ornaments().Replace(text, "");
        return International().IsMatch(number);
    }

    [GeneratedRegex(@"[ .()\u00a0-]")]
    private static partial Regex Ornaments();

    // Western digits alone: \d would take any script's.
    [GeneratedRegex(@"\A\+[1-9][0-9]{6,14}\z")]
    private static partial Regex International();
}
