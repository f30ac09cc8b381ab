using System.Text.Json;
using Csss.Chatbot.Answers;
using Csss.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Chatbot.Tests;

/// <param name="Kind"><c>in_domain</c>, <c>outside</c>, <c>red_flag</c> or <c>look_alike</c>.</param>
/// <param name="Articles">Those of which one must be among the first three.</param>
public sealed record Question(string Id, string Language, string Role, string Kind, string Text, string[] Articles);

/// <summary>
/// Questions that were written apart from the articles. The rules, word lists and the bar were made with the development half in view; the other half was run once, when all was
/// done, and stays here to see that nothing gets worse.
/// </summary>
public sealed class QuestionTests(ChatbotApplication app) : IClassFixture<ChatbotApplication>
{
    /// <summary>What the development half reaches, to see that it gets no worse. The target is 0.95: docs/assistant.md says what is missing.</summary>
    private const double FoundAtLeast = 0.92;

    [Theory]
    [InlineData("development")]
    [InlineData("held-out")]
    public async Task The_right_article_is_found_dangers_are_caught_and_what_is_outside_is_refused(string half)
    {
        var told = new List<(Question Question, Answer Answer)>();
        foreach (var question in Read(half)) told.Add((question, await AnswerAsync(question)));

        var (inside, outside) = (Of("in_domain"), Of("outside"));
        var (dangers, harmless) = (Of("red_flag"), told.Where(entry => entry.Question.Kind != "red_flag").ToList());
        var found = inside.Where(entry => entry.Answer.Sources.Take(3).Select(source => source.Id).Intersect(entry.Question.Articles).Any()).ToList();
        var caught = dangers.Where(entry => entry.Answer.Urgent).ToList();
        var alarms = harmless.Where(entry => entry.Answer.Urgent).ToList();
        var refused = outside.Where(entry => !entry.Answer.Answered && entry.Answer.Sources.Count == 0).ToList();
        var ofFigures = $"{half}: top 3 {found.Count}/{inside.Count}, dangers {caught.Count}/{dangers.Count}, false alarms {alarms.Count}/{harmless.Count}, outside refused {refused.Count}/{outside.Count}";
        TestContext.Current.TestOutputHelper!.WriteLine(ofFigures);

        caught.Count.ShouldBe(dangers.Count, ofFigures + "; missed: " + Ids(dangers.Except(caught)));
        ((double)alarms.Count / harmless.Count).ShouldBeLessThanOrEqualTo(0.03, ofFigures + ": " + Ids(alarms));
        ((double)found.Count / inside.Count).ShouldBeGreaterThanOrEqualTo(FoundAtLeast, ofFigures + "; not found: " + Ids(inside.Except(found)));
        ((double)refused.Count / outside.Count).ShouldBeGreaterThanOrEqualTo(0.95, ofFigures + "; answered: " + Ids(outside.Except(refused)));

        List<(Question Question, Answer Answer)> Of(string kind) => [.. told.Where(entry => entry.Question.Kind == kind)];
        static string Ids(IEnumerable<(Question Question, Answer Answer)> entries) => string.Join(" ", entries.Select(entry => entry.Question.Id));
    }

    [Fact]
    public async Task A_role_gets_no_article_that_is_not_for_it()
    {
        var library = app.Services.GetRequiredService<Articles.Library>();
        foreach (var question in Read("development").Where(question => question.Kind == "in_domain"))
            foreach (var role in Roles.All)
                (await AnswerAsync(question with { Role = role })).Sources.ShouldAllBe(source => library.Find(question.Language, source.Id) == null || library.Find(question.Language, source.Id)!.IsFor(role), question.Id);
    }

    internal static IReadOnlyList<Question> Read(string half) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Questions", half + ".jsonl")).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<Question>(line, JsonSerializerOptions.Web)!)];

    private async Task<Answer> AnswerAsync(Question question)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var assistant = scope.ServiceProvider.GetRequiredService<Assistant>();
        var user = Contracts.Ids.New();
        return assistant.Triage(question.Text) ?? await assistant.AnswerAsync(question.Text, new Asker(user, question.Role, app.Identity.Keys.ForUser(question.Role, user), question.Language), before: null, CancellationToken.None);
    }
}
