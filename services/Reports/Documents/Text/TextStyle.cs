using SkiaSharp;

namespace Csss.Reports.Documents.Text;

/// <summary>How a text looks.</summary>
/// <param name="Size">In points.</param>
internal sealed record TextStyle(float Size, SKColor Color, bool Bold = false)
{
    /// <summary>From one baseline to the next, in em of the base font.</summary>
    public const float Leading = 1.42f;
}
