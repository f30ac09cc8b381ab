using System.Text.RegularExpressions;
using Csss.Contracts;
using Csss.Reports.Documents;

namespace Csss.Reports.Tests.Documents;

public sealed partial class DrawingTests
{
    [Fact]
    public async Task The_text_holds_what_identifies_report_scan_and_model()
    {
        var content = Contents.Report();

        var text = await PdfTools.TextAsync(Contents.Drawing.Draw(content));

        text.ShouldContain(content.Signature!.ReportId.ToString());
        text.ShouldContain(content.Signature.VerificationCode);
        text.ShouldContain(content.Scan.ScanId.ToString());
        text.ShouldContain(content.Patient.Id.ToString());
        text.ShouldContain("Asha Raman");
        text.ShouldContain("3f9a12c4d5e6");
        text.ShouldContain("csss-chest, version 1.2.0");
        text.ShouldContain("88.41 % calibrated confidence");
        text.ShouldContain("not a medical device");
        foreach (var label in content.Prediction.AllProbs.Keys) text.ShouldContain(label);
    }

    [Fact]
    public async Task The_doctors_words_stand_once_and_after_the_models()
    {
        var words = new DoctorsWords("Zebra finding.", "Quokka impression.", "Numbat recommendation.", "Normal");

        var text = await PdfTools.TextAsync(Contents.Drawing.Draw(Contents.Report(words)));

        var reading = text.IndexOf("DOCTOR'S READING", StringComparison.Ordinal);
        foreach (var word in new[] { "Zebra finding.", "Quokka impression.", "Numbat recommendation." })
        {
            Regex.Count(text, Regex.Escape(word)).ShouldBe(1);
            text.IndexOf(word, StringComparison.Ordinal).ShouldBeGreaterThan(reading);
        }

        text.IndexOf("MODEL RESULT", StringComparison.Ordinal).ShouldBeInRange(0, reading);
        text[reading..].ShouldNotContain("Pneumonia", customMessage: "the model's label has no place in the doctor's reading");
    }

    [Fact]
    public async Task Without_words_the_report_says_that_none_were_given()
    {
        var text = await PdfTools.TextAsync(Contents.Drawing.Draw(Contents.Report(Contents.NoWords)));

        text.ShouldContain("The doctor gave no findings, no impression, no recommendation and no label.");
    }

    [Fact]
    public async Task A_field_left_out_says_none_given()
    {
        var text = await PdfTools.TextAsync(Contents.Drawing.Draw(Contents.Report(Contents.Words with { Recommendation = null })));

        Regex.Count(text, "None given").ShouldBe(1);
    }

    [Fact]
    public async Task An_abstention_is_said_in_plain_words_and_shows_no_label_as_result()
    {
        var text = await PdfTools.TextAsync(Contents.Drawing.Draw(Contents.Report(Contents.NoWords, abstained: true) with { Overlay = null }));

        text.ShouldContain("The model abstained");
        text.ReplaceLineEndings(" ").ShouldContain("does not look like the scans the model learned from");
        text.ShouldContain("gave no heatmap");
        text.ShouldNotContain("calibrated confidence");
    }

    [Fact]
    public async Task A_draft_is_marked_and_has_neither_id_nor_code()
    {
        var text = await PdfTools.TextAsync(Contents.Drawing.Draw(Contents.Report(draft: true)));

        text.ShouldContain("DRAFT");
        text.ShouldContain("NOT SIGNED");
        text.ShouldNotContain("VERIFICATION");
    }

    [Fact]
    public async Task A_later_version_names_the_one_it_replaces()
    {
        var earlier = Ids.New();

        var text = await PdfTools.TextAsync(Contents.Drawing.Draw(Contents.Report(supersedes: new SupersededReport(earlier, 1))));

        text.ReplaceLineEndings(" ").ShouldContain($"Version 2 replaces version 1 (report {earlier})");
    }

    [Fact]
    public async Task Long_words_flow_over_pages_and_none_is_lost_or_doubled()
    {
        var words = Enumerable.Range(1, 1_200).Select(n => $"w{n:0000}x").ToList();
        var findings = string.Join("\n", words.Chunk(60).Select(paragraph => string.Join(' ', paragraph)));
        var pdf = Contents.Drawing.Draw(Contents.Report(new DoctorsWords(findings, "Impression at the end.", new string('Ω', 400), null)));

        var text = await PdfTools.LayoutAsync(pdf);
        var pages = await PdfTools.PagesAsync(pdf);

        pages.ShouldBeGreaterThanOrEqualTo(3);
        Word().Matches(text).Select(match => match.Value).ShouldBe(words);
        text.Count(letter => letter == 'Ω').ShouldBe(400);
        for (var page = 1; page <= pages; page++) text.ShouldContain($"Page {page} / {pages}");
    }

    [Fact]
    public async Task Metadata_names_nobody()
    {
        var (_, info) = await PdfTools.InfoAsync(Contents.Drawing.Draw(Contents.Report()));

        info.ShouldContain("CSSS report");
        info.ShouldContain("A4");
        info.ShouldNotContain("Asha");
        info.ShouldNotContain("Okafor");
    }

    [Fact]
    public async Task A_study_names_its_first_slices_and_how_many_there_are()
    {
        var report = Contents.Report();
        var files = Enumerable.Range(0, 24).Select(n => report.Scan.Files![0] with { Sha256 = new string((char)('a' + (n % 6)), 64) }).ToList();

        var text = await PdfTools.TextAsync(Contents.Drawing.Draw(report with { Scan = report.Scan with { Files = files, Modality = Modalities.LungCt } }));

        text.ShouldContain("and 21 more files");
        text.ShouldContain("first of 24 slices");
        text.ShouldContain("Lung CT");
    }

    [Fact]
    public async Task The_map_of_a_hearts_first_slice_does_not_pass_for_the_reason_of_the_studys_result()
    {
        var report = Contents.Report();
        var files = Enumerable.Repeat(report.Scan.Files![0], 20).ToList();

        var text = (await PdfTools.TextAsync(Contents.Drawing.Draw(report with { Scan = report.Scan with { Files = files, Modality = Modalities.CardiacMri } }))).ReplaceLineEndings(" ");

        text.ShouldContain("looked in this slice");
        text.ShouldContain("measures of the heart");
        text.ShouldNotContain("weighed most in the model's result");
    }

    [GeneratedRegex(@"w\d{4}x")]
    private static partial Regex Word();
}
