using Csss.Reports.Documents.Layout;
using Csss.Reports.Documents.Text;
using SkiaSharp;

namespace Csss.Reports.Documents.Sections;

/// <summary>Whose report this is, which version, and which one it replaces.</summary>
internal static class HeaderSection
{
    private const float Height = 60;

    public static void Add(Flow flow, ReportContent content, Typesetter type)
    {
        var mark = type.Line("CSSS", new TextStyle(22, Ink.Brand, Bold: true));
        var name = type.Line("Clinical Scan Support System", new TextStyle(8, Ink.Quiet));
        var title = type.Line("Imaging report", new TextStyle(15, Ink.Text, Bold: true));
        var facts = new[] { Identity(content), Time(content) }.Select(text => type.Line(text, new TextStyle(8, Ink.Quiet))).ToList();
        flow.Add(Height, (canvas, top) =>
        {
            mark.DrawAt(canvas, PageSize.Margin - 1, top - 3);
            name.DrawAt(canvas, PageSize.Margin, top + mark.Height - 9);
            var right = PageSize.Width - PageSize.Margin;
            canvas.DrawRightAligned(title, right, top);
            var below = top + title.Height + 1;
            foreach (var fact in facts)
            {
                canvas.DrawRightAligned(fact, right, below);
                below += fact.Height;
            }

            canvas.Rule(PageSize.Margin, top + Height - 4, PageSize.ContentWidth, Ink.Brand, 1.4f);
        });
        flow.Gap(4);
        if (content.Signature?.Supersedes is { } earlier) Band(flow, type, $"Version {content.Signature.Version} replaces version {earlier.Version} (report {earlier.ReportId}). Use this version only.");
        if (content.Signature is null) Band(flow, type, "DRAFT. Not signed: this is not a report and must not be given to anybody.");
    }

    private static string Identity(ReportContent content) =>
        content.Signature is { } signature ? $"Report {signature.ReportId} · Version {signature.Version}" : "DRAFT · not signed";

    private static string Time(ReportContent content) => (content.Signature is null ? "Previewed " : "Signed ") + ReportWording.Time(content.DrawnAt);

    private static void Band(Flow flow, Typesetter type, string text)
    {
        var lines = type.Lines(text, new TextStyle(8.5f, Ink.Caution, Bold: true), PageSize.ContentWidth - 20);
        var height = lines.Sum(line => line.Height) + 10;
        flow.Add(height, (canvas, top) =>
        {
            canvas.FillBox(PageSize.Margin, top, PageSize.ContentWidth, height, Ink.CautionGround, radius: 3);
            canvas.DrawLines(lines, PageSize.Margin + 10, PageSize.ContentWidth - 20, top + 5);
        });
        flow.Gap(7);
    }
}
