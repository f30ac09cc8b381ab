using Csss.Contracts;

namespace Csss.Chatbot.Tests;

public sealed class AnswerTests(ChatbotApplication app) : IClassFixture<ChatbotApplication>
{
    [Fact]
    public async Task An_answer_is_a_passage_of_an_article_and_names_it()
    {
        var answer = await app.AskAsync("What does lung opacity mean?");

        var article = Articles.Library.Load().Find("en", "lung-opacity")!;
        answer.GetProperty("answered").GetBoolean().ShouldBeTrue();
        answer.GetProperty("urgent").GetBoolean().ShouldBeFalse();
        answer.GetProperty("reply").GetString()!.ShouldStartWith(article.Lead);
        answer.GetProperty("sources")[0].GetProperty("id").GetString().ShouldBe("lung-opacity");
        answer.GetProperty("sources")[0].GetProperty("title").GetString().ShouldBe(article.Title);
    }

    [Theory]
    [InlineData("en", "Who won the football match last night?")]
    [InlineData("de", "Wie backe ich einen Apfelkuchen?")]
    [InlineData("es", "¿Quién ganó el mundial?")]
    [InlineData("fr", "Quelle est la capitale de l'Australie ?")]
    [InlineData("ar", "ما هي عاصمة اليابان؟")]
    [InlineData("hi", "भारत का प्रधानमंत्री कौन है?")]
    public async Task What_is_not_known_is_said_not_to_be_known_in_the_askers_language_and_where_to_ask(string language, string question)
    {
        var answer = await app.AskAsync(question);

        answer.GetProperty("answered").GetBoolean().ShouldBeFalse();
        answer.GetProperty("sources").GetArrayLength().ShouldBe(0);
        answer.GetProperty("language").GetString().ShouldBe(language);
    }

    [Theory]
    [InlineData("en", "I can't breathe", "112")]
    [InlineData("de", "Ich bekomme keine Luft", "112")]
    [InlineData("es", "No puedo respirar", "112")]
    [InlineData("fr", "Je n'arrive plus à respirer", "112")]
    [InlineData("ar", "لا أستطيع التنفس", "112")]
    [InlineData("hi", "मुझे साँस नहीं आ रही", "112")]
    public async Task Danger_is_answered_first_in_the_askers_language_with_the_number_to_call(string language, string message, string number)
    {
        var answer = await app.AskAsync(message);

        answer.GetProperty("urgent").GetBoolean().ShouldBeTrue();
        answer.GetProperty("language").GetString().ShouldBe(language);
        answer.GetProperty("reply").GetString()!.ShouldContain(number);
    }

    [Fact]
    public async Task Thoughts_of_suicide_are_answered_with_other_words_and_the_sites_crisis_line()
    {
        await using var site = await ChatbotApplication.StartAsync(("Assistant:CrisisLine", "116 123"), ("Assistant:EmergencyNumber", "144"));

        var answer = await site.AskAsync("I want to kill myself");

        answer.GetProperty("urgent").GetBoolean().ShouldBeTrue();
        answer.GetProperty("reply").GetString()!.ShouldContain("116 123");
        answer.GetProperty("reply").GetString()!.ShouldContain("144");
    }

    [Fact]
    public async Task Danger_is_answered_also_in_a_conversation_that_is_not_theirs_and_begins_one_of_their_own()
    {
        var anothers = (await app.AskAsync("What is a passphrase?")).GetProperty("conversation_id").GetGuid();

        var answer = await app.AskAsync("My chest hurts", conversation: anothers);

        answer.GetProperty("urgent").GetBoolean().ShouldBeTrue();
        answer.GetProperty("conversation_id").GetGuid().ShouldNotBe(anothers);
    }

    [Fact]
    public async Task A_dose_is_refused_with_help_and_without_a_figure()
    {
        var answer = await app.AskAsync("How many mg of ibuprofen should I take?");

        answer.GetProperty("sources")[0].GetProperty("id").GetString().ShouldBe("medicines");
        answer.GetProperty("reply").GetString()!.ShouldContain("Ask your doctor or pharmacist");
        answer.GetProperty("reply").GetString()!.ShouldNotMatch(@"\d\s*mg");
    }

    [Fact]
    public async Task A_doctors_article_is_not_given_to_a_patient()
    {
        var asDoctor = await app.AskAsync("How do I sign a report?", Roles.Doctor);
        var asPatient = await app.AskAsync("How do I sign a report?");

        asDoctor.GetProperty("sources").ToString().ShouldContain("doctor-sign-report");
        asPatient.GetProperty("sources").ToString().ShouldNotContain("doctor-");
    }
}
