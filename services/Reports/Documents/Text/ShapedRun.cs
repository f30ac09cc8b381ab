using System.Text;
using HarfBuzzSharp;
using SkiaSharp;

namespace Csss.Reports.Documents.Text;

/// <summary>A run's glyphs, in the order they stand on the page.</summary>
internal sealed class ShapedRun
{
    private static readonly Feature[] NoFeatures = [];
    private readonly SKPoint[] _positions;

    private ShapedRun(TextRun run, GlyphInfo[] infos, GlyphPosition[] places, float scale)
    {
        Run = run;
        Glyphs = [.. infos.Select(info => (ushort)info.Codepoint)];
        Clusters = [.. infos.Select(info => (int)info.Cluster)];
        Advances = [.. places.Select(place => place.XAdvance * scale)];
        _positions = new SKPoint[infos.Length];
        for (var i = 0; i < infos.Length; i++)
        {
            _positions[i] = new SKPoint(Width + (places[i].XOffset * scale), -places[i].YOffset * scale);
            Width += Advances[i];
        }
    }

    public TextRun Run { get; }

    public ushort[] Glyphs { get; }

    /// <summary>For each glyph the offset, into the paragraph's text, of the first character it stands for.</summary>
    public int[] Clusters { get; }

    public float[] Advances { get; }

    public float Width { get; private init; }

    public static ShapedRun Shape(string text, TextRun run, float size)
    {
        using var buffer = new HarfBuzzSharp.Buffer
        {
            Direction = run.IsRightToLeft ? Direction.RightToLeft : Direction.LeftToRight,
            Script = run.Script,
            ContentType = ContentType.Unicode,
        };
        buffer.AddUtf16(text.AsSpan(), run.Start, run.Length);
        run.Face.Shaper.Shape(buffer, NoFeatures);
        return new ShapedRun(run, buffer.GlyphInfos, buffer.GlyphPositions, size / run.Face.UnitsPerEm);
    }

    /// <summary>Draws it and tells the PDF which characters each glyph stands for, so that the text can be searched and copied.</summary>
    public void Draw(SKCanvas canvas, string text, float x, float baseline, TextStyle style)
    {
        if (Glyphs.Length == 0) return;

        using var font = new SKFont(Run.Face.Typeface, style.Size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };
        using var paint = new SKPaint { Color = style.Color, IsAntialias = true };
        using var builder = new SKTextBlobBuilder();
        var characters = text.AsSpan(Run.Start, Run.Length);
        var bytes = Encoding.UTF8.GetByteCount(characters);
        var buffer = builder.AllocatePositionedTextRun(font, Glyphs.Length, bytes, bounds: null);
        Glyphs.CopyTo(buffer.Glyphs);
        _positions.CopyTo(buffer.Positions);
        Encoding.UTF8.GetBytes(characters, buffer.Text);
        for (var i = 0; i < Glyphs.Length; i++)
            buffer.Clusters[i] = (uint)Encoding.UTF8.GetByteCount(characters[..(Clusters[i] - Run.Start)]);
        using var blob = builder.Build();
        canvas.DrawText(blob, x, baseline, paint);
    }
}
