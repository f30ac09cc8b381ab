namespace Csss.Reports.Documents.Layout;

/// <summary>A4 in points, and where on it things stand.</summary>
internal static class PageSize
{
    public const float Width = 595.28f;
    public const float Height = 841.89f;
    public const float Margin = 46;
    public const float ContentWidth = Width - (2 * Margin);

    /// <summary>Where content begins on the first page, under nothing, and on the others, under the running head.</summary>
    public const float FirstTop = 40;
    public const float LaterTop = 68;

    public const float Bottom = Height - 60;
}
