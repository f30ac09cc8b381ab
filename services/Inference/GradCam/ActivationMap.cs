namespace Csss.Inference.GradCam;

/// <summary>
/// One label's Grad-CAM as a person sees it: the positive part, divided by its maximum (Selvaraju et al. 2017), 0–1. A map
/// without a positive part stays empty: then nothing in the image spoke for the label, and the picture says so.
/// </summary>
internal sealed class ActivationMap(float[] values, int side)
{
    /// <param name="cams">All labels' maps before ReLU, label after label.</param>
    /// <param name="label">Which one.</param>
    /// <param name="side">Rows and columns of a map.</param>
    public static ActivationMap Of(ReadOnlySpan<float> cams, int label, int side)
    {
        var map = cams.Slice(label * side * side, side * side).ToArray();
        var largest = map.Max();
        return new ActivationMap(Array.ConvertAll(map, value => largest > 0 ? Math.Max(0, value) / largest : 0), side);
    }

    public bool IsEmpty => values.All(value => value <= 0);

    /// <summary>
    /// Resizes to the whole image, bilinearly between the centres of the map's cells. Pre-processing stretched the image (less a
    /// margin) onto the map's grid, so this stretches it back; the margin, which the model never saw, stays empty.
    /// </summary>
    public float[] Resize(int width, int height, double margin)
    {
        var (left, top) = ((int)(margin * width), (int)(margin * height));
        var (across, down) = (Axis(width, left), Axis(height, top));
        var resized = new float[width * height];
        for (var y = top; y < height - top; y++)
        {
            for (var x = left; x < width - left; x++)
            {
                var (row, column) = (down[y], across[x]);
                var above = Between(row.Cell * side, column);
                resized[(y * width) + x] = above + (row.Toward * (Between(row.Next * side, column) - above));
            }
        }

        return resized;
    }

    private float Between(int row, (int Cell, int Next, float Toward) column) =>
        values[row + column.Cell] + (column.Toward * (values[row + column.Next] - values[row + column.Cell]));

    /// <summary>For each pixel the cell centre before it, the one after it, and how far it is between the two.</summary>
    private (int Cell, int Next, float Toward)[] Axis(int pixels, int margin)
    {
        var scale = (float)side / (pixels - (2 * margin));
        return [.. Enumerable.Range(0, pixels).Select(pixel =>
        {
            var position = Math.Clamp(((pixel - margin + 0.5f) * scale) - 0.5f, 0, side - 1);
            var cell = Math.Min((int)position, side - 1);
            return (cell, Math.Min(cell + 1, side - 1), position - cell);
        })];
    }
}
