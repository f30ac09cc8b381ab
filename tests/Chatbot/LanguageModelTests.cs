namespace Csss.Chatbot.Tests;

/// <summary>A site's language model, well behaved and not. What fails the check is never shown: the passages are the answer then.</summary>
public sealed class LanguageModelTests
{
    private const string Question = "What does lung opacity mean?";
    private const string Good = "Lung opacity means that a part of the lung looks whiter on the picture than usual [lung-opacity]. It describes what is seen and is not a diagnosis [lung-opacity].";

    [Fact]
    public async Task A_sound_answer_is_shown_with_the_sources_and_without_the_marks()
    {
        await using var model = await StubModel.StartAsync();
        model.Answer = _ => Good;
        await using var app = await model.ApplicationAsync();

        var answer = await app.AskAsync(Question);

        answer.GetProperty("reply").GetString().ShouldBe(Good.Replace(" [lung-opacity]", ""));
        answer.GetProperty("sources")[0].GetProperty("id").GetString().ShouldBe("lung-opacity");
    }

    [Fact]
    public async Task It_is_given_passages_and_question_as_data_and_no_tools_token_id_or_earlier_turn()
    {
        await using var model = await StubModel.StartAsync();
        model.Answer = _ => Good;
        await using var app = await model.ApplicationAsync();
        var user = Contracts.Ids.New();
        var conversation = (await app.AskAsync("ZZFIRST what does lung opacity mean?", userId: user)).GetProperty("conversation_id").GetGuid();
        await app.AskAsync(Question, userId: user, conversation: conversation);

        var request = model.Requests.Last();
        request.ShouldNotContain("tools");
        foreach (var secret in new[] { user.ToString(), conversation.ToString(), "ZZFIRST", "eyJ" }) request.ShouldNotContain(secret);
        StubModel.Data(request).ShouldMatch("""(?s)<passage-(\w{32}) id="lung-opacity">.*</passage-\1>.*<question-\1>\s*What does lung opacity mean\?\s*</question-\1>""");
    }

    [Theory]
    [InlineData("An invented citation", "Lung opacity means that a part of the lung looks whiter [invented-article].")]
    [InlineData("No citation", "Lung opacity means that a part of the lung looks whiter on the picture than usual.")]
    [InlineData("A dose", "Lung opacity means that a part of the lung looks whiter. Take 500 mg of amoxicillin [lung-opacity].")]
    [InlineData("A dose in words", "Lung opacity means that a part of the lung looks whiter. Take one tablet twice a day [lung-opacity].")]
    [InlineData("An address", "Lung opacity means that a part of the lung looks whiter; write to erika@example.org [lung-opacity].")]
    [InlineData("A link", "Lung opacity means a whiter lung, see https://evil.example [lung-opacity].")]
    [InlineData("An id", "Lung opacity means a whiter lung, patient 0199e5c4-0000-7000-8000-000000000000 [lung-opacity].")]
    [InlineData("A name", "Lung opacity means that a part of the lung looks whiter, as for Erika Mustermann [lung-opacity].")]
    [InlineData("A doctor's name", "Lung opacity means a whiter part of the lung, says Dr. Okafor [lung-opacity].")]
    [InlineData("A figure that no passage holds", "Lung opacity means a whiter lung; 73 percent of them are harmless [lung-opacity].")]
    [InlineData("Another language", "Eine Verschattung der Lunge bedeutet, dass ein Teil der Lunge auf dem Bild weißer aussieht als sonst [lung-opacity].")]
    [InlineData("Something else altogether", "PWNED: bananas, pirates and submarines sail across purple oceans every midnight [lung-opacity].")]
    [InlineData("Nothing", "")]
    public async Task What_it_should_not_have_said_is_not_shown(string what, string output)
    {
        await using var model = await StubModel.StartAsync();
        model.Answer = _ => output;
        await using var app = await model.ApplicationAsync();

        var answer = await app.AskAsync(Question);

        model.Requests.Count.ShouldBe(1, what);
        answer.GetProperty("reply").GetString()!.ShouldStartWith(Articles.Library.Load().Find("en", "lung-opacity")!.Lead, Case.Sensitive, what);
        app.Lines.ShouldNotContain(line => line.Contains("PWNED", StringComparison.Ordinal) || line.Contains("amoxicillin", StringComparison.Ordinal), "nor logged");
    }

    [Theory]
    [InlineData("{ \"choices\": [ { \"mess", 200)]
    [InlineData("{}", 200)]
    [InlineData("{\"choices\":[]}", 200)]
    [InlineData("<html>busy</html>", 502)]
    [InlineData("{\"error\":{\"message\":\"no\"}}", 401)]
    public async Task Broken_answers_leave_the_passages(string raw, int status)
    {
        await using var model = await StubModel.StartAsync();
        (model.Raw, model.Status) = (raw, status);
        await using var app = await model.ApplicationAsync();

        (await app.AskAsync(Question)).GetProperty("reply").GetString()!.ShouldStartWith(Articles.Library.Load().Find("en", "lung-opacity")!.Lead);
    }

    [Fact]
    public async Task A_model_that_never_answers_is_given_up_after_the_time_out()
    {
        await using var model = await StubModel.StartAsync();
        model.NeverAnswers = true;
        await using var app = await model.ApplicationAsync("00:00:00.500");

        (await app.AskAsync(Question)).GetProperty("reply").GetString()!.ShouldStartWith(Articles.Library.Load().Find("en", "lung-opacity")!.Lead);
    }

    [Fact]
    public async Task Danger_refusals_and_what_is_not_known_never_reach_it()
    {
        await using var model = await StubModel.StartAsync();
        model.Answer = _ => Good;
        await using var app = await model.ApplicationAsync();

        await app.AskAsync("I can't breathe");
        await app.AskAsync("How many mg of ibuprofen should I take?");
        await app.AskAsync("Who won the football match last night?");
        await app.AskAsync("Is my report ready?");

        model.Requests.ShouldBeEmpty();
    }
}
