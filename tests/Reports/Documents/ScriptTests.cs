using Csss.Reports.Documents;
using Csss.Reports.Documents.Layout;
using Csss.Reports.Documents.Text;
using Microsoft.Extensions.Options;

namespace Csss.Reports.Tests.Documents;

/// <summary>Words in any script.</summary>
public sealed class ScriptTests
{
    private static readonly Typesetter Type = new(Contents.Fonts);

    [Fact]
    public void Arabic_letters_are_joined_not_isolated()
    {
        var run = Type.Line("سليم", Ink.Body).Runs.Single();

        var isolated = "سليم".Select(letter => run.Run.Face.Typeface.GetGlyph(letter)).ToList();
        run.Run.IsRightToLeft.ShouldBeTrue();
        run.Glyphs.Length.ShouldBe(4);
        run.Glyphs.ShouldAllBe(glyph => !isolated.Contains(glyph), "each of these letters joins a neighbour, so none keeps its isolated form");
        run.Clusters.ShouldBe([3, 2, 1, 0], "the first letter stands rightmost");
    }

    [Fact]
    public void Hindi_conjuncts_are_formed_and_vowel_signs_reordered()
    {
        // स्थिति: the vowel sign i is typed after its consonant and stands before it.
        var run = Type.Line("स्थिति", Ink.Body).Runs.Single();

        run.Glyphs.Length.ShouldBeLessThan("स्थिति".Length);
        run.Glyphs.ShouldNotContain((ushort)0);
        run.Glyphs.ShouldNotContain(run.Run.Face.Typeface.GetGlyph('\u094D'), "the virama is gone into the conjunct");
    }

    [Theory]
    [InlineData("الرئة اليسرى سليمة")]
    [InlineData("तीव्र संक्रमण")]
    [InlineData("Λοίμωξη πνεύμονα")]
    [InlineData("ריאה תקינה")]
    public async Task Words_can_be_found_again_by_a_pdf_reader(string words)
    {
        var pdf = Contents.Drawing.Draw(Contents.Report(Contents.NoWords with { Findings = words }));

        var text = await PdfTools.TextAsync(pdf);

        foreach (var word in words.Split(' ')) text.ShouldContain(word);
    }

    [Fact]
    public async Task A_name_in_any_script_can_be_drawn()
    {
        var text = await PdfTools.TextAsync(Contents.Drawing.Draw(Contents.Report(patient: "Ελένη Παπαδοπούλου")));

        text.ShouldContain("Ελένη Παπαδοπούλου");
    }

    [Fact]
    public void A_character_that_no_font_draws_is_refused_not_boxed()
    {
        var missing = Should.Throw<MissingFontException>(() => Type.Lines("Text \U0010FFFD", Ink.Body, 400));

        missing.CodePoint.ShouldBe(0x10FFFD);
        missing.Message.ShouldContain("U+10FFFD");
    }

    [Fact]
    public void No_glyph_of_a_mixed_text_is_the_missing_one()
    {
        const string Mixed = "m² ≤ 5 µg → ½ ✓ “quoted” – naïve; ไทย தமிழ் বাংলা తెలుగు አማርኛ ქართული Հայերեն עברית العربية हिन्दी Tiếng Việt 1️";

        foreach (var run in Type.Lines(Mixed, Ink.Body, 200).SelectMany(line => line.Runs)) run.Glyphs.ShouldNotContain((ushort)0);
    }

    [Fact]
    public void Without_the_base_font_the_service_says_so_when_it_starts()
    {
        var empty = Directory.CreateTempSubdirectory();

        var refusal = Should.Throw<InvalidOperationException>(() => new FontLibrary(Options.Create(new FontOptions { FontDirectory = empty.FullName })));

        refusal.Message.ShouldContain("Reports:FontDirectory");
        refusal.Message.ShouldContain("fonts-noto-core");
        empty.Delete();
    }

    [Fact]
    public void Lines_keep_to_their_column_and_lose_nothing()
    {
        var text = string.Join(' ', Enumerable.Range(1, 300).Select(n => new string((char)('a' + (n % 26)), 1 + (n % 17)))) + " " + new string('W', 500);

        var lines = Type.Lines(text, Ink.Body, 180);

        lines.ShouldAllBe(line => line.Width <= 180.5f);
        lines.Sum(line => line.Runs.Sum(run => run.Run.Length)).ShouldBeGreaterThanOrEqualTo(text.Replace(" ", "", StringComparison.Ordinal).Length);
    }

    [Fact]
    public void A_word_too_wide_is_cut_between_graphemes_only()
    {
        // e with two marks, three hundred times: each stays with its marks.
        var lines = Type.Lines(string.Concat(Enumerable.Repeat("e\u0323\u0308", 300)), Ink.Body, 120);

        lines.Count.ShouldBeGreaterThan(5);
        lines.ShouldAllBe(line => line.Runs[0].Run.Length > 0);
    }

    public static TheoryData<string> HostileTexts { get; } = new(
        "e" + new string('\u0301', 9_999), new string('س', 10_000), new string('(', 5_000) + "א" + new string(')', 4_999), string.Concat(Enumerable.Repeat("(א)a", 2_500)),
        new string(' ', 9_999) + "x", new string('\n', 2_000), new string('\u200F', 10_000));

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(HostileTexts), DisableDiscoveryEnumeration = true)]
    public Task Hostile_text_is_set_in_bounded_time(string text) => Task.Run(() => Type.Lines(text, Ink.Body, 480).ShouldNotBeEmpty());

    [Fact]
    public void A_noncharacter_is_refused_by_name() => Should.Throw<MissingFontException>(() => Type.Lines("a\uFFFEb", Ink.Body, 400)).CodePoint.ShouldBe(0xFFFE);
}
