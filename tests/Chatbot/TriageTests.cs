using Csss.Chatbot.Articles;
using Csss.Chatbot.Languages;
using Csss.Chatbot.Triage;

namespace Csss.Chatbot.Tests;

public sealed class Rules
{
    internal RedFlags RedFlags { get; } = new(Library.Load(), WordList.Load());
}

/// <summary>One and the same rule in each language, misspellings, mixed messages, and what only looks like danger. Written by the rules' author: the question set is the judge.</summary>
public sealed class TriageTests(Rules rules) : IClassFixture<Rules>
{
    [Theory]
    [InlineData("chest_pain", "My chest hurts", "Ich habe Schmerzen in der Brust", "Me duele el pecho", "J'ai mal à la poitrine", "عندي ألم في الصدر", "मेरे सीने में दर्द है")]
    [InlineData("breathless", "I can't breathe", "Ich bekomme keine Luft", "No puedo respirar", "Je n'arrive pas à respirer", "لا أستطيع التنفس", "मुझे साँस नहीं आ रही")]
    [InlineData("blue_lips", "her lips are blue", "ihre Lippen sind blau", "tiene los labios azules", "ses lèvres sont bleues", "شفتاه زرقاء", "उसके होंठ नीले हैं")]
    [InlineData("fainting", "my mother is unconscious", "meine Mutter ist bewusstlos", "mi madre está inconsciente", "ma mère est inconsciente", "أمي فاقدة الوعي", "मेरी माँ बेहोश है")]
    [InlineData("coughing_blood", "I am coughing up blood", "ich huste Blut", "estoy tosiendo sangre", "je crache du sang", "أسعل دم", "खांसी में खून आ रहा है")]
    [InlineData("stroke", "his face is drooping", "sein Mundwinkel hängt", "tiene la cara caída", "sa bouche est de travers", "فمه مال فجأة", "उनका मुँह टेढ़ा हो गया")]
    [InlineData("suicidal", "I want to die", "ich will nicht mehr leben", "quiero morir", "j'ai envie de mourir", "أريد أن أموت", "मैं मरना चाहता हूँ")]
    [InlineData("bleeding", "the bleeding won't stop", "die Blutung hört nicht auf", "sangra mucho", "il saigne beaucoup", "نزيف شديد", "बहुत खून बह रहा है")]
    [InlineData("allergic", "my tongue is swelling", "meine Zunge schwillt an", "se me hincha la lengua", "ma langue gonfle", "لساني متورم", "मेरी जीभ सूज गई है")]
    public void A_danger_is_seen_in_each_language(string flag, params string[] messages)
    {
        messages.Length.ShouldBe(Language.All.Count);
        foreach (var message in messages) rules.RedFlags.Find(message, null)?.Flag.ShouldBe(flag, message);
        foreach (var message in messages) rules.RedFlags.Find(message, null).ShouldNotBeNull(message);
    }

    [Theory]
    [InlineData("i cant breeth")]
    [InlineData("my chset realy hurts")]
    [InlineData("chest pian since this morning")]
    [InlineData("I want too dye kill myslef")]
    [InlineData("ich krige keine lufft")]
    [InlineData("dolor en el pehco")]
    [InlineData("je peux plus respierer")]
    [InlineData("HELP!!! CANT BREATHE")]
    [InlineData("can’t breathe")]
    [InlineData("I caaaaan't breeeeathe")]
    public void Misspelt_ones_too(string message) => rules.RedFlags.Find(message, null).ShouldNotBeNull();

    [Theory]
    [InlineData("Where is my report? Also my chest feels tight and I am sweating.")]
    [InlineData("What is a passphrase, and what do I do, my father just collapsed")]
    [InlineData("I had chest pain years ago and now it is back, chest pain again")]
    [InlineData("What does chest pain mean? I have chest pain.")]
    [InlineData("My chest x-ray is tomorrow but my chest hurts badly today")]
    public void A_danger_beside_another_question_is_a_danger(string message) => rules.RedFlags.Find(message, "en").ShouldNotBeNull();

    [Theory]
    [InlineData("My chest X-ray picture is breathtaking")]
    [InlineData("Does a chest X-ray hurt?")]
    [InlineData("What causes shortness of breath in pneumonia?")]
    [InlineData("Do I have to hold my breath?")]
    [InlineData("I'm dying to see my result")]
    [InlineData("Can the model detect a heart attack scar?")]
    [InlineData("The app is not responding")]
    [InlineData("I have no chest pain, when is my appointment?")]
    [InlineData("Tut das Röntgen der Brust weh?")]
    [InlineData("¿Duele la radiografía de tórax?")]
    [InlineData("Est-ce que la radio du thorax fait mal ?")]
    [InlineData("ما هو الالتهاب الرئوي؟")]
    [InlineData("निमोनिया क्या है?")]
    public void What_only_looks_like_danger_is_none(string message) => rules.RedFlags.Find(message, null).ShouldBeNull();

    [Fact]
    public async Task A_mention_whose_words_stand_the_other_way_round_does_not_hold_the_search_up() =>
        (await Task.Run(() => rules.RedFlags.Find("What is the meaning of pain in the chest?", "en")).WaitAsync(TimeSpan.FromMinutes(1))).ShouldBeNull();

    [Fact]
    public void No_article_is_itself_taken_for_a_cry_for_help()
    {
        var library = Library.Load();
        var alarms = Language.All.SelectMany(library.In).Where(article => rules.RedFlags.Find(article.Title, article.Language) is not null).Select(article => $"{article.Language}/{article.Id}: {article.Title}").ToList();

        alarms.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "How much ibuprofen should I take?")]
    [InlineData("de", "Soll ich die Tabletten absetzen?")]
    [InlineData("es", "¿Cuántas pastillas debo tomar?")]
    [InlineData("fr", "Quelle dose de paracétamol dois-je prendre ?")]
    [InlineData("ar", "كم حبة آخذ من الدواء؟")]
    [InlineData("hi", "कितनी गोली खाऊँ?")]
    public void Doses_are_refused(string language, string message) => rules.RedFlags.Refused(message, language, "patient").ShouldBe(Refusal.Dose);

    [Theory]
    [InlineData("en", "Do I have cancer?")]
    [InlineData("de", "Habe ich Krebs?")]
    [InlineData("es", "¿Tengo cáncer?")]
    [InlineData("fr", "Est-ce que c'est grave ?")]
    [InlineData("ar", "هل عندي سرطان؟")]
    [InlineData("hi", "क्या मुझे कैंसर है?")]
    public void Diagnoses_are_refused_to_patients(string language, string message) => rules.RedFlags.Refused(message, language, "patient").ShouldBe(Refusal.Diagnosis);

    /// <summary>What costs most: nothing but parts of mentions, each denied, and words that are almost some. Not a measure of speed: it once had no end.</summary>
    [Theory]
    [InlineData("no chest pain not ")]
    [InlineData("brust keine schmerzen luft ohne ")]
    [InlineData("brething chset piain unconcious hert atack ")]
    [InlineData("pain in the last year chest what is ")]
    public async Task The_longest_message_is_judged_too(string part)
    {
        var message = string.Concat(Enumerable.Repeat(part, 4000 / part.Length));
        await Task.Run(() => rules.RedFlags.Find(message, null)).WaitAsync(TimeSpan.FromMinutes(5));
    }
}
