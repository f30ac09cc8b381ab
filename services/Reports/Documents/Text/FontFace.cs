using HarfBuzzSharp;
using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace Csss.Reports.Documents.Text;

/// <summary>One font file: SkiaSharp draws its glyphs, HarfBuzz chooses and places them. Both are read-only once made, so it is shared.</summary>
internal sealed class FontFace : IDisposable
{
    private readonly Blob _blob;
    private readonly Face _face;

    private FontFace(SKTypeface typeface)
    {
        Typeface = typeface;
        using (var stream = typeface.OpenStream(out var index))
        {
            _blob = stream.ToHarfBuzzBlob();
            _face = new Face(_blob, index);
        }

        Shaper = new Font(_face);
        Shaper.SetScale(UnitsPerEm, UnitsPerEm);
        Shaper.SetFunctionsOpenType();
        using var font = new SKFont(typeface, UnitsPerEm);
        _ = font.GetFontMetrics(out var metrics);
        (Ascent, Descent) = (-metrics.Ascent / UnitsPerEm, metrics.Descent / UnitsPerEm);
    }

    public SKTypeface Typeface { get; }

    public Font Shaper { get; }

    public int UnitsPerEm => Typeface.UnitsPerEm;

    /// <summary>Above the baseline, in em.</summary>
    public float Ascent { get; }

    /// <summary>Below the baseline, in em.</summary>
    public float Descent { get; }

    /// <summary>Null when the file is not a font.</summary>
    public static FontFace? Load(string path) => SKTypeface.FromFile(path) is { } typeface ? new FontFace(typeface) : null;

    public bool Draws(int codePoint) => Typeface.GetGlyph(codePoint) != 0;

    public void Dispose()
    {
        Shaper.Dispose();
        _face.Dispose();
        _blob.Dispose();
        Typeface.Dispose();
    }
}
