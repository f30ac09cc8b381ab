using System.Text.Json;

namespace Csss.Chatbot.Tests;

/// <param name="Urgent">Whether somebody who writes this may be in danger.</param>
public sealed record Paraphrase(string Text, bool Urgent);

/// <summary>
/// Many ways of saying the same danger (directly, round about, of a relative, within a question on a report, in slang, without accents), and what only looks like one.
/// A file a language in <c>Triage</c>; written beside the rules, so what they count says nothing about messages nobody has seen.
/// </summary>
public sealed class TriageParaphraseTests(Rules rules) : IClassFixture<Rules>
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Triage");

    public static TheoryData<string> Languages => [.. Directory.EnumerateFiles(Folder, "*.jsonl").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_way_of_saying_a_danger_is_one_and_no_look_alike_is(string language)
    {
        var paraphrases = Read(language);
        var (dangers, harmless) = (paraphrases.Where(paraphrase => paraphrase.Urgent).ToList(), paraphrases.Where(paraphrase => !paraphrase.Urgent).ToList());
        var missed = dangers.Where(paraphrase => rules.RedFlags.Find(paraphrase.Text, language) is null).Select(paraphrase => paraphrase.Text).ToList();
        var alarms = harmless.Select(paraphrase => (paraphrase.Text, Flag: rules.RedFlags.Find(paraphrase.Text, language))).Where(alarm => alarm.Flag is not null)
            .Select(alarm => $"{alarm.Text} [{alarm.Flag!.Language}/{alarm.Flag.Flag}]").ToList();
        TestContext.Current.TestOutputHelper!.WriteLine($"{language}: dangers {dangers.Count - missed.Count}/{dangers.Count}, false alarms {alarms.Count}/{harmless.Count}");

        dangers.ShouldNotBeEmpty();
        harmless.ShouldNotBeEmpty();
        missed.ShouldBeEmpty();
        alarms.ShouldBeEmpty();
    }

    private static List<Paraphrase> Read(string language) =>
        [.. File.ReadLines(Path.Combine(Folder, language + ".jsonl")).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<Paraphrase>(line, JsonSerializerOptions.Web)!)];
}
