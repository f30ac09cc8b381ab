namespace Csss.Reports.Documents.Text;

/// <summary>No installed font draws this character: the report is refused rather than drawn with boxes.</summary>
internal sealed class MissingFontException(int codePoint)
    : Exception($"No font under Reports:FontDirectory draws U+{codePoint:X4}. Install the Noto family of its script (Debian: fonts-noto-core, fonts-noto-cjk, fonts-noto-extra).")
{
    public int CodePoint { get; } = codePoint;
}
