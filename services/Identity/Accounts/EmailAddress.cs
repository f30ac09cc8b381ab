using System.Net.Mail;

namespace Csss.Identity.Accounts;

/// <summary>
/// One plain address (RFC 5321 without quoted local parts, comments and display names), in the one spelling it is stored and
/// looked up in.
/// </summary>
internal static class EmailAddress
{
    /// <summary>RFC 5321, 4.5.3.1.3, less the angle brackets.</summary>
    public const int MaxLength = 254;

    private const string NeverPlain = "\"(),:;<>[\\]";

    public static bool TryNormalize(string? text, out string address)
    {
        address = "";
        if (string.IsNullOrWhiteSpace(text) || !UnicodeText.IsWellFormed(text)) return false;

        var trimmed = text.Trim().Normalize(System.Text.NormalizationForm.FormC);
        if (trimmed.Length > MaxLength || trimmed.Any(Forbidden)) return false;
        if (!MailAddress.TryCreate(trimmed, out var parsed) || parsed.Address != trimmed) return false;
        if (Uri.CheckHostName(parsed.Host) != UriHostNameType.Dns) return false;

        address = trimmed.ToLowerInvariant();
        return true;
    }

    /// <summary>For look-ups: what is no address is nobody's, but costs as much to refuse.</summary>
    public static string ForLookup(string text) => TryNormalize(text, out var address) ? address : "";

    private static bool Forbidden(char character) =>
        char.IsControl(character) || char.IsWhiteSpace(character) || NeverPlain.Contains(character, StringComparison.Ordinal);
}
