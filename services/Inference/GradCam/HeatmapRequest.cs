namespace Csss.Inference.GradCam;

/// <summary>Which map to draw, and how.</summary>
/// <param name="Label">Null: the likeliest one.</param>
/// <param name="Opacity">0–1; null: <see cref="DefaultOpacity"/>.</param>
/// <param name="Index">The slice of a study, from 0.</param>
internal sealed record HeatmapRequest(string? Label, float? Opacity, int Index)
{
    public const float DefaultOpacity = 0.5f;
}
