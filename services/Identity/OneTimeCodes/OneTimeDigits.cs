using System.Globalization;
using System.Security.Cryptography;

namespace Csss.Identity.OneTimeCodes;

/// <summary>Six digits, each as likely as any other.</summary>
internal static class OneTimeDigits
{
    public const int Length = 6;

    public static string New() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    public static bool AreIn(string text) => text.Length == Length && text.All(char.IsAsciiDigit);
}
