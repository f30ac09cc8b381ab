using Csss.Reports.Documents;

namespace Csss.Reports.Tests.Documents;

/// <summary>For the eye: set CSSS_REPORT_SAMPLES to a folder and look at what it then holds.</summary>
public sealed class Samples
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CSSS_REPORT_SAMPLES");

    [Fact]
    public void Every_kind_of_report_can_be_looked_at()
    {
        Assert.SkipUnless(Folder is not null, "CSSS_REPORT_SAMPLES names no folder");
        Directory.CreateDirectory(Folder!);
        var longText = string.Join("\n\n", Enumerable.Range(1, 24).Select(n => $"Paragraph {n}. " + string.Join(' ', Enumerable.Repeat(Contents.Words.Findings, 3))));
        Write("normal", Contents.Report());
        Write("abstained", Contents.Report(abstained: true, words: Contents.NoWords) with { Overlay = null });
        Write("no-words", Contents.Report(Contents.NoWords));
        Write("draft", Contents.Report(draft: true));
        Write("superseding", Contents.Report(supersedes: new SupersededReport(Csss.Contracts.Ids.New(), 1)));
        Write("long", Contents.Report(Contents.Words with { Findings = longText }));
        Write("arabic", Contents.Report(
            new DoctorsWords(
                "تصلد في الفص السفلي الأيمن من الرئة (حوالي 3.5 سم). الرئة اليسرى سليمة، وحجم القلب طبيعي.\nلا يوجد انصباب جنبي. SpO2 = 94% عند القبول، CRP 120 mg/L.",
                "التهاب رئوي في الفص السفلي الأيمن.", "مضادات حيوية، وإعادة التصوير بعد 6 أسابيع.", "Pneumonia"), patient: "ليلى حسن"));
        Write("hindi", Contents.Report(
            new DoctorsWords(
                "दाएँ फेफड़े के निचले हिस्से में संघनन है। बायाँ फेफड़ा साफ़ है। हृदय का आकार सामान्य सीमा में है। कोई फुफ्फुस बहाव नहीं।",
                "दाएँ निचले खंड का निमोनिया (CURB-65: 1)।", "स्थानीय दिशानिर्देश के अनुसार एंटीबायोटिक; छह सप्ताह बाद पुनः एक्स-रे।", "Pneumonia"), patient: "प्रिया शर्मा"));
        Write("scripts", Contents.Report(
            new DoctorsWords(
                "עברית: הריאה השמאלית תקינה (בדיקה 12). ไทย: ปอดขวาล่างมีการอักเสบ தமிழ்: வலது நுரையீரல் বাংলা: ডান ফুসফুস తెలుగు: కుడి ఊపిరితిత్తు\nΕλληνικά: πνευμονία · Русский: пневмония · አማርኛ: ሳንባ · Tiếng Việt: viêm phổi · m² ≤ 5 µg → ½ ✓",
                new string('W', 300), null, null)));
    }

    private static void Write(string name, ReportContent content) => File.WriteAllBytes(Path.Combine(Folder!, name + ".pdf"), Contents.Drawing.Draw(content));
}
