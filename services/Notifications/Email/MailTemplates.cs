using System.Net;
using System.Text;
using System.Text.Json;
using Csss.ServiceDefaults;

namespace Csss.Notifications.Email;

/// <summary>
/// The mails in the languages that an account can have, out of this assembly's <c>Templates</c>. The HTML loads nothing from anywhere: no picture,
/// no font, no script that could tell who has opened it.
/// </summary>
internal sealed class MailTemplates
{
    public const string Fallback = "en";
    public const string Report = "report";

    private const string Code = "{code}";
    private const string Portal = "{portal}";

    private static readonly string Layout = Read("layout.html");
    private static readonly Dictionary<string, string> Lines = new(StringComparer.Ordinal)
    {
        [""] = Read("paragraph.html"), [Code] = Read("code.html"), [Portal] = Read("portal.html"),
    };

    public static readonly IReadOnlyList<string> Languages = [Fallback, "de", "es", "fr", "ar", "hi"];

    private readonly Dictionary<string, MailLanguage> _languages = Languages.ToDictionary(
        language => language, language => JsonSerializer.Deserialize<MailLanguage>(Read($"{language}.json"), ApiJson.Options)!, StringComparer.Ordinal);

    /// <param name="language">The recipient's; one that there is not is English.</param>
    /// <param name="mail">Which; one of the names in the files.</param>
    /// <param name="portal">Where to sign in.</param>
    /// <param name="code">What the mail brings, for those that bring something.</param>
    public MailText Write(string language, string mail, Uri portal, string? code = null)
    {
        var (name, words) = WordsIn(language);
        var (subject, lines) = words.Mails[mail];
        string Fill(string line) => line switch { Code => code!, Portal => portal.AbsoluteUri, _ => line };

        // In text a line of its own each, whole: what is to be copied is not wrapped.
        var plain = string.Join("\r\n\r\n", lines.Select(Fill)) + "\r\n\r\n--\r\n" + words.Footer + "\r\n";
        var content = new StringBuilder();
        foreach (var line in lines) content.Append(Lines[line is Code or Portal ? line : ""].Replace("{text}", WebUtility.HtmlEncode(Fill(line)), StringComparison.Ordinal));
        var html = Layout.Replace("{language}", name, StringComparison.Ordinal).Replace("{direction}", words.Direction, StringComparison.Ordinal)
            .Replace("{subject}", WebUtility.HtmlEncode(subject), StringComparison.Ordinal).Replace("{footer}", WebUtility.HtmlEncode(words.Footer), StringComparison.Ordinal)
            .Replace("{content}", content.ToString(), StringComparison.Ordinal);
        return new MailText(subject, plain, html);
    }

    /// <summary>A short message without a subject.</summary>
    public string Notice(string language, Uri portal) => $"{WordsIn(language).Words.Notice} {portal.AbsoluteUri}";

    private (string Name, MailLanguage Words) WordsIn(string language) =>
        _languages.TryGetValue(language, out var known) ? (language, known) : (Fallback, _languages[Fallback]);

    private static string Read(string name)
    {
        using var stream = typeof(MailTemplates).Assembly.GetManifestResourceStream($"Templates/{name}")
            ?? throw new InvalidOperationException($"The mail template {name} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
