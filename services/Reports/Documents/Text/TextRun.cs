using HarfBuzzSharp;

namespace Csss.Reports.Documents.Text;

/// <summary>Characters that are shaped together: one font, one script, one direction.</summary>
/// <param name="Start">Offset into the paragraph's text.</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="Level">Bidirectional level; odd runs right to left.</param>
internal sealed record TextRun(int Start, int Length, FontFace Face, Script Script, byte Level)
{
    public bool IsRightToLeft => Level % 2 == 1;
}
