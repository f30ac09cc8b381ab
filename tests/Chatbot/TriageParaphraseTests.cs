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

    /// <summary>
    /// What the last two numbers allow is what is known to be wrong still (docs/assistant.md), so that nothing gets worse; both belong at none.
    /// </summary>
    [Theory]
    [InlineData("ar", 0, 0)]
    [InlineData("de", 0, 0)]
    [InlineData("en", 0, 1)]
    [InlineData("es", 0, 0)]
    [InlineData("fr", 0, 0)]
    [InlineData("hi", 0, 1)]
    public void A_danger_is_one_however_it_is_said_and_a_look_alike_is_none(string language, int missedAtMost, int alarmsAtMost)
    {
        var paraphrases = Read(language);
        var (dangers, harmless) = (paraphrases.Where(paraphrase => paraphrase.Urgent).ToList(), paraphrases.Where(paraphrase => !paraphrase.Urgent).ToList());
        var missed = dangers.Where(paraphrase => rules.RedFlags.Find(paraphrase.Text, language) is null).Select(paraphrase => paraphrase.Text).ToList();
        var alarms = harmless.Select(paraphrase => (paraphrase.Text, Flag: rules.RedFlags.Find(paraphrase.Text, language))).Where(alarm => alarm.Flag is not null)
            .Select(alarm => $"{alarm.Text} [{alarm.Flag!.Language}/{alarm.Flag.Flag}]").ToList();
        TestContext.Current.TestOutputHelper!.WriteLine($"{language}: dangers {dangers.Count - missed.Count}/{dangers.Count}, false alarms {alarms.Count}/{harmless.Count}");

        (dangers.Count, harmless.Count).ShouldSatisfyAllConditions(counts => counts.Item1.ShouldBeGreaterThan(100), counts => counts.Item2.ShouldBeGreaterThan(50));
        missed.Count.ShouldBeLessThanOrEqualTo(missedAtMost, string.Join("; ", missed));
        alarms.Count.ShouldBeLessThanOrEqualTo(alarmsAtMost, string.Join("; ", alarms));
    }

    private static List<Paraphrase> Read(string language) =>
        [.. File.ReadLines(Path.Combine(Folder, language + ".jsonl")).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<Paraphrase>(line, JsonSerializerOptions.Web)!)];
}
