using System.Globalization;
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
        var captions = new[] { Caption(type, ScanTitle(content), "As uploaded, reduced for print. Diagnose on the original."), Caption(type, HeatmapTitle(content), HeatmapText(overlay)) };
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
        content.Scan.Files is { Count: > 1 } files ? string.Create(CultureInfo.InvariantCulture, $"The scan: first of {files.Count} slices") : "The scan";

    private static string HeatmapTitle(ReportContent content) =>
        content.Scan.Gradcam?.TargetLabel is { } target ? $"Where the model looked, for “{ReportWording.Label(target)}” (Grad-CAM)" : "Where the model looked (Grad-CAM)";

    private static string HeatmapText(ReportImage? overlay) =>
        overlay is null
            ? "Without a heatmap the model's result cannot be traced to a region."
            : "Warm colours: regions that weighed most in the model's result. It shows neither the outline of a disease nor its cause, and cool regions are not thereby healthy.";

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
