using Csss.Reports.Documents.Layout;
using Csss.Reports.Documents.Text;
using SkiaSharp;

namespace Csss.Reports.Documents.Sections;

/// <summary>What the model says, and how sure it is; or that it abstains. Nothing here is the doctor's.</summary>
internal static class ModelSection
{
    private const float Padding = 12;
    private const float VerdictWidth = 196;
    private const float LabelWidth = 124;
    private const float PercentWidth = 46;
    private const float BarHeight = 7;
    private const float Inner = PageSize.ContentWidth - (2 * Padding);

    public static void Add(Flow flow, ReportContent content, Typesetter type)
    {
        var prediction = content.Prediction;
        var heading = type.Line("MODEL RESULT", Ink.Heading(Ink.Brand));
        var standing = type.Line(ReportWording.Standing, Ink.Note);
        var verdict = Verdict(content, type);
        var bars = prediction.AllProbs.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => new Bar(
                type.Lines(ReportWording.Label(entry.Key), entry.Key == prediction.Label ? Ink.SmallStrong : Ink.Small, LabelWidth - 8),
                type.Line(ReportWording.Percent(entry.Value), Ink.Small), (float)entry.Value / 100, entry.Key == prediction.Label))
            .ToList();
        var model = type.Lines($"Model {prediction.Model.Name}, version {prediction.Model.Version} · SHA-256 {ReportWording.Short(prediction.Model.Sha256)}", Ink.Note, Inner);
        var body = Math.Max(verdict.Sum(line => line.Height), bars.Sum(bar => bar.Height));
        var height = (2 * Padding) + heading.Height + 5 + body + 6 + model.Sum(line => line.Height) - 6;
        flow.Add(height, (canvas, top) =>
        {
            canvas.FillBox(PageSize.Margin, top, PageSize.ContentWidth, height, Ink.ModelGround, radius: 4);
            var (left, below) = (PageSize.Margin + Padding, top + Padding - 3);
            heading.DrawAt(canvas, left, below);
            canvas.DrawRightAligned(standing, left + Inner, below + heading.Baseline - standing.Baseline);
            below += heading.Height + 5;
            canvas.DrawLines(verdict, left, VerdictWidth, below);
            DrawBars(canvas, bars, left + VerdictWidth + 18, below + 3);
            canvas.DrawLines(model, left, Inner, below + body + 6);
        });
        flow.Gap(12);
    }

    private static IReadOnlyList<TextLine> Verdict(ReportContent content, Typesetter type)
    {
        var prediction = content.Prediction;
        if (prediction.Abstained || prediction.Label is null)
        {
            return
            [
                .. type.Lines("The model abstained", new TextStyle(15, Ink.Caution, Bold: true), VerdictWidth),
                .. type.Lines(ReportWording.Abstention(prediction.AbstainReason), Ink.Small, VerdictWidth),
                .. type.Lines("It gives no label. Its probabilities are shown for completeness only.", Ink.Note, VerdictWidth),
            ];
        }

        return
        [
            .. type.Lines(ReportWording.Label(prediction.Label), new TextStyle(17, Ink.Text, Bold: true), VerdictWidth),
            .. prediction.Confidence is { } confidence ? type.Lines($"{ReportWording.Percent(confidence)} calibrated confidence", Ink.Strong, VerdictWidth) : [],
            .. type.Lines("Of cases scored like this one, about this share carry the label.", Ink.Note, VerdictWidth),
        ];
    }

    private static void DrawBars(SKCanvas canvas, IEnumerable<Bar> bars, float left, float top)
    {
        var trackLeft = left + LabelWidth;
        var right = PageSize.Margin + PageSize.ContentWidth - Padding;
        var track = right - PercentWidth - trackLeft;
        foreach (var bar in bars)
        {
            canvas.DrawLines(bar.Label, left, LabelWidth, top);
            var middle = top + ((bar.Height - Bar.Space) / 2);
            canvas.FillBox(trackLeft, middle - (BarHeight / 2), track, BarHeight, Ink.Track, radius: 2);
            if (bar.Share > 0) canvas.FillBox(trackLeft, middle - (BarHeight / 2), Math.Max(1, track * Math.Min(1, bar.Share)), BarHeight, bar.IsResult ? Ink.Brand : Ink.Quiet, radius: 2);
            canvas.DrawRightAligned(bar.Percent, right, middle - (bar.Percent.Height / 2));
            top += bar.Height;
        }
    }

    private sealed record Bar(IReadOnlyList<TextLine> Label, TextLine Percent, float Share, bool IsResult)
    {
        public const float Space = 4;

        public float Height => Label.Sum(line => line.Height) + Space;
    }
}
