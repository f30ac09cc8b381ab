using Csss.Contracts;

namespace Csss.Chatbot.Tests;

/// <summary>What the assistant reads for the asker: with the asker's own token, and no more than a doctor has released.</summary>
public sealed class RecordTests(ChatbotApplication app) : IClassFixture<ChatbotApplication>
{
    [Theory]
    [InlineData("Is my report ready?", "Chest X-ray, 2026-11-20: a doctor has signed", "Lung CT, 2026-11-22: it has arrived; no doctor has signed")]
    [InlineData("Ist mein Bericht schon fertig?", "Röntgenaufnahme der Brust, 2026-11-20: ein Bericht ist ärztlich unterschrieben", "Lungen-CT, 2026-11-22: angekommen")]
    [InlineData("¿Está listo mi informe?", "Radiografía de tórax, 2026-11-20: un médico ha firmado", "TAC de pulmón, 2026-11-22: ha llegado")]
    [InlineData("Est-ce que mon compte rendu est prêt ?", "Radiographie du thorax, 2026-11-20 : un médecin a signé", "Scanner des poumons, 2026-11-22 : il est arrivé")]
    [InlineData("هل تقريري جاهز؟", "أشعة الصدر، 2026-11-20: وقّع طبيب", "التصوير المقطعي للرئة، 2026-11-22: وصل")]
    [InlineData("क्या मेरी रिपोर्ट तैयार है?", "छाती का एक्स-रे, 2026-11-20: डॉक्टर ने", "फेफड़ों का सीटी, 2026-11-22: आ गया है")]
    public async Task A_patient_hears_of_their_own_scans_and_never_what_the_result_is(string question, params string[] lines)
    {
        var patient = app.Neighbours.AddPatient();

        var answer = await app.AskAsync(question, userId: patient);

        foreach (var line in lines) answer.GetProperty("reply").GetString()!.ShouldContain(line);
        answer.ToString().ShouldNotContain(Neighbours.ResultMark);
        answer.ToString().ShouldNotContain(Neighbours.SummaryMark);
        answer.GetProperty("sources").EnumerateArray().Select(source => source.GetProperty("id").GetString()).ShouldContain("is-my-report-ready");
    }

    [Fact]
    public async Task It_asks_with_the_token_of_who_asks_and_with_no_other()
    {
        var (one, other) = (app.Neighbours.AddPatient(waiting: "lung_ct"), app.Neighbours.AddPatient(waiting: "cardiac_mri"));

        (await app.AskAsync("Is my report ready?", userId: one)).ToString().ShouldNotContain("Cardiac MRI");
        (await app.AskAsync("Is my report ready?", userId: other)).ToString().ShouldContain("Cardiac MRI");

        app.Neighbours.Calls.Where(call => call.Path == "/patient/history").ShouldAllBe(call => call.Authorization.StartsWith("Bearer ey"));
        var callers = app.Neighbours.Calls.Where(call => call.Path == "/patient/history").Select(call => new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(call.Authorization["Bearer ".Length..]).Subject);
        callers.ShouldContain(one.ToString());
        callers.ShouldContain(other.ToString());
    }

    [Fact]
    public async Task A_patient_without_scans_is_told_so() =>
        (await app.AskAsync("Is my report ready?")).GetProperty("reply").GetString()!.ShouldStartWith("There is no scan of yours in this system yet.");

    [Theory]
    [InlineData(Roles.Doctor, "How many failed scans do I have?", "Your own uploads: 1 waiting or being read, 1 failed.")]
    [InlineData(Roles.Admin, "How many users are there?", "Users: 41. Scans: 97, today 5. Reports signed: 60, mailed: 58.")]
    [InlineData(Roles.Pharmacist, "How many open prescriptions are there?", "Open prescriptions: 3.")]
    public async Task Staff_hear_the_counts_that_their_own_pages_show(string role, string question, string told) =>
        (await app.AskAsync(question, role)).GetProperty("reply").GetString()!.ShouldStartWith(told);

    [Fact]
    public async Task A_patient_who_asks_for_staffs_counts_is_told_none()
    {
        var reply = (await app.AskAsync("How many users are there?")).GetProperty("reply").GetString()!;

        reply.ShouldNotContain("41");
        reply.ShouldNotContain("97");
    }

    [Fact]
    public async Task When_the_service_is_away_the_reply_says_so()
    {
        await using var alone = await ChatbotApplication.StartAsync();
        alone.Neighbours.IsDown = true;

        (await alone.AskAsync("Is my report ready?")).GetProperty("reply").GetString()!.ShouldStartWith("The part of the system that knows this does not answer at the moment.");
        (await alone.AskAsync("What does lung opacity mean?")).GetProperty("answered").GetBoolean().ShouldBeTrue("what needs no other service is answered");
    }

    [Fact]
    public async Task A_word_that_is_in_several_languages_is_answered_in_the_askers_own()
    {
        await using var german = await ChatbotApplication.StartAsync();
        german.Neighbours.Language = "de";

        (await german.AskAsync("MRI?")).GetProperty("language").GetString().ShouldBe("de");
    }
}
