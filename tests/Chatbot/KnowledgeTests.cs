using Csss.Chatbot.Articles;
using Csss.Chatbot.Languages;

namespace Csss.Chatbot.Tests;

public sealed class KnowledgeTests
{
    private static readonly string[] Questions = ["Where do I find it?"];

    private const string Good = """
        ---
        id: a-test
        title: "A title: with a colon"
        audience: [patient, doctor]
        language: en
        reviewed: 2026-11-23
        sources: ["One, with a comma", "Two"]
        also: ["another way", plain words]
        ---

        The lead.

        More.
        """;

    [Fact]
    public void Every_article_is_well_formed_and_there_in_each_language()
    {
        var library = Library.Load();

        library.Ids.Count.ShouldBeGreaterThanOrEqualTo(80);
        foreach (var language in Language.All) library.In(language).Count.ShouldBe(library.Ids.Count, language);
        foreach (var article in Language.All.SelectMany(library.In))
        {
            article.Lead.Length.ShouldBeInRange(20, 1200, $"{article.Language}/{article.Id}");
            article.Reviewed.ShouldBeLessThanOrEqualTo(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(1), article.Id);
        }
    }

    [Fact]
    public void A_question_belongs_to_one_article_of_its_language_and_names_one_that_is_there()
    {
        var library = Library.Load();

        foreach (var (language, questions) in Resource.OfEachLanguage<Dictionary<string, string[]>>("questions"))
        {
            questions.Keys.ShouldBe(library.Ids, ignoreOrder: true, language);
            questions.Values.SelectMany(asked => asked).ShouldBeUnique();
        }
    }

    [Fact]
    public void The_articles_that_the_code_names_are_there_and_for_whom_they_are_needed()
    {
        var library = Library.Load();

        foreach (var (id, role) in new[] { ("emergency-help", "patient"), ("emergency-help", "doctor"), ("medicines", "patient"), ("is-my-report-ready", "patient"), ("preparing-questions", "patient") })
            library.Find(Language.English, id)!.IsFor(role).ShouldBeTrue(id);
    }

    [Fact]
    public void An_article_is_read_as_it_was_written()
    {
        var article = ArticleFile.Parse("en/a-test", Good, Questions);

        article.Title.ShouldBe("A title: with a colon");
        article.Audience.ShouldBe(["patient", "doctor"]);
        article.Sources.ShouldBe(["One, with a comma", "Two"]);
        article.Also.ShouldBe(["another way", "plain words"]);
        article.Passages.ShouldBe(["The lead.", "More."]);
        article.Reviewed.ShouldBe(new DateOnly(2026, 11, 23));
    }

    [Theory]
    [InlineData("id: a-test", "id: another")]
    [InlineData("language: en", "language: xx")]
    [InlineData("audience: [patient, doctor]", "audience: [nurse]")]
    [InlineData("audience: [patient, doctor]", "audience: []")]
    [InlineData("reviewed: 2026-11-23", "reviewed: yesterday")]
    [InlineData("sources: [\"One, with a comma\", \"Two\"]", "sources: []")]
    [InlineData("also: [\"another way\", plain words]", "")]
    [InlineData("also: ", "aslo: ")]
    [InlineData("The lead.\n\nMore.", "")]
    [InlineData("---\nid", "id")]
    public void A_malformed_article_stops_the_service(string part, string instead) =>
        Should.Throw<MalformedArticleException>(() => ArticleFile.Parse("en/a-test", Good.Replace("\r\n", "\n").Replace(part, instead), Questions));

    [Fact]
    public void An_article_that_is_missing_in_a_language_stops_the_service()
    {
        var article = ArticleFile.Parse("en/a-test", Good, Questions);
        var all = Language.All.Select(language => article with { Language = language }).ToList();
        _ = new Library(all);

        Should.Throw<MalformedArticleException>(() => new Library(all.Where(version => version.Language != Language.Hindi))).Message.ShouldContain("hi/a-test");
        Should.Throw<MalformedArticleException>(() => new Library([.. all.Skip(1), all[0] with { Audience = ["admin"] }]));
    }
}
