using Csss.Reports.Documents.Text;
using SkiaSharp;

namespace Csss.Reports.Documents.Layout;

internal static class CanvasExtensions
{
    public static void FillBox(this SKCanvas canvas, float left, float top, float width, float height, SKColor color, float radius = 0)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawRoundRect(left, top, width, height, radius, radius, paint);
    }

    public static void Rule(this SKCanvas canvas, float left, float top, float width, SKColor color, float thickness = 0.6f) =>
        canvas.FillBox(left, top - (thickness / 2), width, thickness, color);

    /// <summary>Draws lines under each other and answers where the next thing may begin.</summary>
    public static float DrawLines(this SKCanvas canvas, IEnumerable<TextLine> lines, float left, float width, float top)
    {
        foreach (var line in lines)
        {
            line.Draw(canvas, left, width, top);
            top += line.Height;
        }

        return top;
    }

    /// <summary>The same, whichever way the lines run: a name beside its caption.</summary>
    public static float DrawLinesAtLeft(this SKCanvas canvas, IEnumerable<TextLine> lines, float left, float top)
    {
        foreach (var line in lines)
        {
            line.DrawAt(canvas, left, top);
            top += line.Height;
        }

        return top;
    }

    public static void DrawRightAligned(this SKCanvas canvas, TextLine line, float right, float top) => line.DrawAt(canvas, right - line.Width, top);
}
