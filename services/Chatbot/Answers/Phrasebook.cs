using Csss.Chatbot.Languages;
using Csss.Chatbot.Triage;
using Microsoft.Extensions.Options;

namespace Csss.Chatbot.Answers;

/// <summary>The assistant's own words in each language.</summary>
internal sealed class Phrasebook(IOptions<AssistantOptions> options)
{
    private readonly IReadOnlyDictionary<string, Wording> _wording = Resource.OfEachLanguage<Wording>("wording");

    public Wording In(string language) => _wording[language];

    public string Urgent(RedFlag flag, string language)
    {
        var (wording, number) = (In(language), options.Value.EmergencyNumber);
        var help = flag.IsSuicidal ? Wording.Fill(wording.UrgentSuicidal, number) : Wording.Fill(wording.Urgent, number);
        var crisis = flag.IsSuicidal && !string.IsNullOrWhiteSpace(options.Value.CrisisLine) ? " " + Wording.Fill(wording.UrgentCrisisLine, options.Value.CrisisLine) : "";
        return $"{help}{crisis}\n\n{wording.UrgentThen}";
    }

    /// <summary>Whether the message is nothing but "more".</summary>
    public bool AsksForMore(string message, string language)
    {
        var asked = Joined(message);
        return In(language).More.Any(more => Joined(more) == asked);
    }

    private static string Joined(string text) => string.Join(' ', Words.Of(text).Select(word => word.Text));
}
