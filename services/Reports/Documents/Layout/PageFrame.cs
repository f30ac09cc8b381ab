using System.Globalization;
using Csss.Reports.Documents.Text;
using SkiaSharp;

namespace Csss.Reports.Documents.Layout;

/// <summary>What every page carries around its content: running head, footer, watermark.</summary>
internal sealed class PageFrame(ReportContent content, Typesetter type, FontLibrary fonts)
{
    public void Draw(SKCanvas canvas, int page, int pages)
    {
        if (page > 1) DrawRunningHead(canvas);
        DrawFooter(canvas, page, pages);
        DrawWatermark(canvas);
    }

    private void DrawRunningHead(SKCanvas canvas)
    {
        type.Line("CSSS", new TextStyle(11, Ink.Brand, Bold: true)).DrawAt(canvas, PageSize.Margin, 34);
        canvas.DrawRightAligned(type.Line($"Imaging report, continued · Patient id {content.Patient.Id}", Ink.Note), PageSize.Width - PageSize.Margin, 38);
        canvas.Rule(PageSize.Margin, 56, PageSize.ContentWidth, Ink.Brand, 0.8f);
    }

    private void DrawFooter(SKCanvas canvas, int page, int pages)
    {
        var top = PageSize.Bottom + 16;
        var identity = content.Signature is { } signature
            ? $"Report {signature.ReportId} · Version {signature.Version} · Verification {signature.VerificationCode}"
            : "DRAFT · not signed";
        var number = type.Line(string.Create(CultureInfo.InvariantCulture, $"Page {page} / {pages}"), Ink.SmallStrong);
        var first = type.Line(identity, Ink.Note);
        canvas.Rule(PageSize.Margin, top - 5, PageSize.ContentWidth, Ink.Rule);
        first.DrawAt(canvas, PageSize.Margin, top);
        type.Line($"Confidential · {ReportWording.Standing}", Ink.Note).DrawAt(canvas, PageSize.Margin, top + first.Height);
        canvas.DrawRightAligned(number, PageSize.Width - PageSize.Margin, top);
    }

    /// <summary>Over the content, so that it marks the images too; as outlines, so that it is not found among the words.</summary>
    private void DrawWatermark(SKCanvas canvas)
    {
        var (text, size, alpha) = content.Signature is { } signature
            ? ($"CSSS · {signature.ReportId.ToString("N", CultureInfo.InvariantCulture)[^8..]} · Confidential", 40f, (byte)15)
            : ("DRAFT", 170f, (byte)28);
        using var font = new SKFont(fonts.BaseFace(bold: true).Typeface, size);
        using var outline = font.GetTextPath(text, SKPoint.Empty);
        using var paint = new SKPaint { Color = (content.Signature is null ? Ink.Caution : Ink.Brand).WithAlpha(alpha), IsAntialias = true };
        canvas.Save();
        canvas.Translate(PageSize.Width / 2, PageSize.Height / 2);
        canvas.RotateDegrees(-52);
        canvas.Translate(-outline.Bounds.MidX, -outline.Bounds.MidY);
        canvas.DrawPath(outline, paint);
        canvas.Restore();
    }
}
