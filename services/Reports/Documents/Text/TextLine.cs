using SkiaSharp;

namespace Csss.Reports.Documents.Text;

/// <summary>One line, ready to draw.</summary>
internal sealed class TextLine
{
    private readonly string _text;
    private readonly TextStyle _style;
    private readonly IReadOnlyList<ShapedRun> _runs;

    private TextLine(Paragraph paragraph, IReadOnlyList<ShapedRun> runs, FontFace face)
    {
        (_text, _style, _runs) = (paragraph.Text, paragraph.Style, runs);
        IsRightToLeft = paragraph.Level == 1;
        Width = runs.Sum(run => run.Width);
        var faces = runs.Select(run => run.Run.Face).Append(face).ToList();
        var (above, below) = (faces.Max(each => each.Ascent) * _style.Size, faces.Max(each => each.Descent) * _style.Size);
        var leading = Math.Max(0, (TextStyle.Leading * _style.Size) - above - below);
        Baseline = above + (leading / 2);
        Height = above + below + leading;
    }

    public bool IsRightToLeft { get; }

    public float Width { get; }

    /// <summary>Tall enough for the tallest script on it.</summary>
    public float Height { get; }

    /// <summary>From the line's top.</summary>
    public float Baseline { get; }

    public IReadOnlyList<ShapedRun> Runs => _runs;

    public static TextLine Create(Paragraph paragraph, int start, int end, FontLibrary fonts)
    {
        while (end > start && System.Text.Rune.IsWhiteSpace(paragraph.Characters[end - 1])) end--;
        var shaped = paragraph.Runs(start, end).Select(run => ShapedRun.Shape(paragraph.Text, run, paragraph.Style.Size)).ToList();
        return new TextLine(paragraph, VisualOrder(shaped), fonts.BaseFace(paragraph.Style.Bold));
    }

    /// <summary>Draws it into a column: at its left edge, or at its right one when it runs right to left.</summary>
    public void Draw(SKCanvas canvas, float left, float width, float top) => DrawAt(canvas, IsRightToLeft ? left + width - Width : left, top);

    public void DrawAt(SKCanvas canvas, float x, float top)
    {
        foreach (var run in _runs)
        {
            run.Draw(canvas, _text, x, top + Baseline, _style);
            x += run.Width;
        }
    }

    /// <summary>Rule L2: from the highest level down to the lowest odd one, each stretch at that level or above is turned round.</summary>
    private static List<ShapedRun> VisualOrder(List<ShapedRun> runs)
    {
        for (var level = runs.Select(run => (int)run.Run.Level).DefaultIfEmpty(0).Max(); level > 0; level--)
        {
            for (var start = 0; start < runs.Count; start++)
            {
                var end = start;
                while (end < runs.Count && runs[end].Run.Level >= level) end++;
                if (end > start) runs.Reverse(start, end - start);
                start = end;
            }
        }

        return runs;
    }
}
