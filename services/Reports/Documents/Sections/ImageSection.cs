using System.Globalization;
using Csss.Contracts;
using Csss.Reports.Documents.Layout;
using Csss.Reports.Documents.Text;
using SkiaSharp;

namespace Csss.Reports.Documents.Sections;

/// <summary>The scan, and beside it where the model looked.</summary>
internal static class ImageSection
{
    private const float Gutter = 14;
    private const float Width = (PageSize.ContentWidth - Gutter) / 2;
    private const float TallestImage = 170;

    public static void Add(Flow flow, ReportContent content, ReportImage scan, ReportImage? overlay, Typesetter type)
    {
        var height = new[] { scan, overlay }.OfType<ReportImage>().Max(image => Fit(image.Image).Height);
        var none = type.Lines("The model gave no heatmap for this scan.", new TextStyle(8.5f, SKColors.White), Width - 40);
        var captions = new[] { Caption(type, ScanTitle(content), "As uploaded, reduced for print. Diagnose on the original."), Caption(type, HeatmapTitle(content), HeatmapText(content, overlay)) };
        flow.Add(height + 5 + captions.Max(lines => lines.Sum(line => line.Height)), (canvas, top) =>
        {
            for (var side = 0; side < 2; side++)
            {
                var left = PageSize.Margin + (side * (Width + Gutter));
                canvas.FillBox(left, top, Width, height, Ink.ImageGround, radius: 3);
                if ((side == 0 ? scan : overlay) is { } image) DrawImage(canvas, image.Image, left, top, height);
                else canvas.DrawLines(none, left + 20, Width - 40, top + (height / 2) - 6);
                canvas.DrawLines(captions[side], left, Width, top + height + 5);
            }
        });
        flow.Gap(10);
    }

    private static string ScanTitle(ReportContent content) =>
        Slices(content) > 1 ? string.Create(CultureInfo.InvariantCulture, $"The scan: first of {Slices(content)} slices") : "The scan";

    private static string HeatmapTitle(ReportContent content)
    {
        var where = Slices(content) > 1 ? "Where the model looked in this slice" : "Where the model looked";
        return content.Scan.Gradcam?.TargetLabel is { } target ? $"{where}, for “{ReportWording.Label(target)}” (Grad-CAM)" : $"{where} (Grad-CAM)";
    }

    private static string HeatmapText(ReportContent content, ReportImage? overlay)
    {
        if (overlay is null) return "Without a heatmap the model's result cannot be traced to a region.";
        const string Limits = "It shows neither the outline of a disease nor its cause, and cool regions are not thereby healthy.";
        return Slices(content) switch
        {
            1 => $"Warm colours: regions that weighed most in the model's result. {Limits}",
            // The map is the slice classifier's; a heart is judged by measures of all slices (ADR 0017).
            var slices when content.Scan.Modality == Modalities.CardiacMri => string.Create(CultureInfo.InvariantCulture,
                $"The model's result rests on measures of the heart over all {slices} slices, which this map does not show. Warm colours: what in this slice alone spoke for the label. {Limits}"),
            var slices => string.Create(CultureInfo.InvariantCulture,
                $"The model's result is drawn from all {slices} slices; warm colours show what weighed most in this one. {Limits}"),
        };
    }

    private static int Slices(ReportContent content) => content.Scan.Files is { Count: > 1 } files ? files.Count : 1;

    private static IReadOnlyList<TextLine> Caption(Typesetter type, string title, string text) =>
        [.. type.Lines(title, Ink.SmallStrong, Width), .. type.Lines(text, Ink.Note, Width)];

    private static SKSize Fit(SKImage image)
    {
        var scale = Math.Min(Width / image.Width, TallestImage / image.Height);
        return new SKSize(image.Width * scale, image.Height * scale);
    }

    private static void DrawImage(SKCanvas canvas, SKImage image, float left, float top, float height)
    {
        var size = Fit(image);
        canvas.DrawImage(image, SKRect.Create(left + ((Width - size.Width) / 2), top + ((height - size.Height) / 2), size.Width, size.Height));
    }
}
