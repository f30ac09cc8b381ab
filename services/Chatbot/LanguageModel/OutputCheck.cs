using System.Text.RegularExpressions;
using Csss.Chatbot.Articles;
using Csss.Chatbot.Languages;

namespace Csss.Chatbot.LanguageModel;

/// <summary>Why what a model wrote is not shown.</summary>
internal enum OutputFault
{
    Empty,
    TooLong,
    NoCitation,
    InventedCitation,
    Dose,
    PersonalData,
    Name,
    UnknownNumber,
    WrongLanguage,
    Ungrounded,
    Address,
}

/// <summary>
/// Checks what a model wrote against what it was given. Rules, no second model: each can be read, and a false refusal only means that the passages themselves are shown.
/// </summary>
internal sealed partial class OutputCheck(LanguageDetection detection, IReadOnlyDictionary<string, WordList> words)
{
    private const int Longest = 3000;
    private const double Grounded = 0.5;

    /// <summary>Null when it may be shown.</summary>
    public OutputFault? Fault(string output, string question, string language, IReadOnlyList<Article> articles)
    {
        if (string.IsNullOrWhiteSpace(output)) return OutputFault.Empty;
        if (output.Length > Longest) return OutputFault.TooLong;

        var given = string.Join('\n', articles.Select(article => article.Title + "\n" + article.Body));
        var cited = Citation().Matches(output).Select(match => match.Groups[1].Value).ToList();
        var prose = Shown(output);
        return cited.Count == 0 ? OutputFault.NoCitation
            : cited.Exists(id => articles.All(article => article.Id != id)) ? OutputFault.InventedCitation
            : Dose().IsMatch(prose) ? OutputFault.Dose
            : PersonalData().IsMatch(prose) ? OutputFault.PersonalData
            : Address().IsMatch(prose) ? OutputFault.Address
            : Number().Matches(prose).Any(number => !Number().Matches(given).Any(known => known.Value == number.Value)) ? OutputFault.UnknownNumber
            : Names(prose, given) ? OutputFault.Name
            : (detection.Detect(prose) ?? language) != language ? OutputFault.WrongLanguage
            : !IsGrounded(prose, given + "\n" + question, language) ? OutputFault.Ungrounded
            : null;
    }

    /// <summary>Without the citations, which the answer carries as its sources.</summary>
    public static string Shown(string output) => Citation().Replace(output, "").Replace(" .", ".", StringComparison.Ordinal).Trim();

    /// <summary>Two words with capitals in a row, or one after a form of address, that no passage holds.</summary>
    private static bool Names(string prose, string given) => Name().Matches(prose).Any(name => !given.Contains(name.Value.Trim(), StringComparison.OrdinalIgnoreCase));

    private bool IsGrounded(string prose, string given, string language)
    {
        var list = words[language];
        var known = Words.Of(given).Select(word => Stem(word.Text)).ToHashSet(StringComparer.Ordinal);
        var telling = Words.Of(prose).Select(word => word.Text).Where(word => word.Length > 3 && !list.Stop.Contains(word) && !list.Small.Contains(word)).ToList();
        return telling.Count == 0 || telling.Count(word => known.Contains(Stem(word))) >= Grounded * telling.Count;
    }

    private static string Stem(string word) => word.Length > 5 ? word[..5] : word;

    [GeneratedRegex(@"\[([a-z0-9-]+)\]")]
    private static partial Regex Citation();

    [GeneratedRegex(@"\p{Nd}\s*(?:mg|milli\w*|mcg|µg|g|gram\w*|ml|tablets?|tablette\w*|pills?|pillen|comprim\w*|gouttes?|tropfen|drops?|pastillas?|gotas?|cachets?|puffs?|units?|IU|IE|UI|ملغ\w*|مل|حب\w*|قرص|أقراص|قطر\w*|मि\.?ग्रा\w*|मिलीग्राम|गोली|गोलियाँ|गोलियां|बूँद\w*|एमजी)(?!\p{L})|(?:once|twice|(?:two|three|four)\s+times)\s+(?:a|per)\s+day|\b(?:one|two|three|half a)\s+(?:tablet|pill|dose)", RegexOptions.IgnoreCase)]
    private static partial Regex Dose();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.\w+|[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|\+?\p{Nd}[\p{Nd} ()/-]{6,}\p{Nd}", RegexOptions.IgnoreCase)]
    private static partial Regex PersonalData();

    [GeneratedRegex(@"https?://|www\.|<\s*/?\s*\w+|!\[|\]\(", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"\p{Nd}+(?:[.,]\p{Nd}+)*")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<![.!?]\s|^)\b\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+\b|\b(?:Dr|Mr|Mrs|Ms|Herr|Frau|Monsieur|Madame|Señor|Señora|Sr|Sra|M|Mme)\.? \p{Lu}\p{L}+|(?:السيد|السيدة|الدكتور|الدكتورة|د\.) \p{L}+|(?:श्री|श्रीमती|डॉ\.?) \p{L}+")]
    private static partial Regex Name();
}
