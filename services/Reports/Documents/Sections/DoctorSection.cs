using Csss.Reports.Documents.Layout;
using Csss.Reports.Documents.Text;
using SkiaSharp;

namespace Csss.Reports.Documents.Sections;

/// <summary>The doctor's words, as written, apart from the model's: along its whole length a bar runs at the side.</summary>
internal static class DoctorSection
{
    private const float BarWidth = 2.4f;
    private const float Indent = 14;
    private const float Width = PageSize.ContentWidth - Indent;
    private static readonly TextStyle None = new(9.5f, Ink.Quiet);

    public static void Add(Flow flow, ReportContent content, Typesetter type)
    {
        var words = content.Words;
        AddLine(flow, type.Line("DOCTOR'S READING", Ink.Heading(Ink.Doctor)), keepWithNext: true);
        AddSpace(flow, 3, keepWithNext: true);
        if (words.AreMissing)
        {
            foreach (var line in type.Lines("The doctor gave no findings, no impression, no recommendation and no label.", None, Width)) AddLine(flow, line);
        }
        else
        {
            AddField(flow, type, "Confirmed label", words.ConfirmedLabel is { } label ? ReportWording.Label(label) : null, Ink.Strong);
            AddField(flow, type, "Findings", words.Findings, Ink.Body);
            AddField(flow, type, "Impression", words.Impression, Ink.Body);
            AddField(flow, type, "Recommendation", words.Recommendation, Ink.Body);
        }

        flow.Gap(9);
    }

    private static void AddField(Flow flow, Typesetter type, string name, string? text, TextStyle style)
    {
        AddLine(flow, type.Line(name, new TextStyle(8, Ink.Doctor, Bold: true)), keepWithNext: true);
        var given = !string.IsNullOrWhiteSpace(text);
        foreach (var line in type.Lines(given ? text!.Trim() : "None given.", given ? style : None, Width)) AddLine(flow, line);
        AddSpace(flow, 6);
    }

    private static void AddLine(Flow flow, TextLine line, bool keepWithNext = false) =>
        flow.Add(line.Height, (canvas, top) =>
        {
            DrawBar(canvas, top, line.Height);
            line.Draw(canvas, PageSize.Margin + Indent, Width, top);
        }, keepWithNext);

    private static void AddSpace(Flow flow, float height, bool keepWithNext = false) =>
        flow.Add(height, (canvas, top) => DrawBar(canvas, top, height), keepWithNext);

    // A hair taller than its line, so that the bar has no seams.
    private static void DrawBar(SKCanvas canvas, float top, float height) => canvas.FillBox(PageSize.Margin, top, BarWidth, height + 0.3f, Ink.Doctor);
}
