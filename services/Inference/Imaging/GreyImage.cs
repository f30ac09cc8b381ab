namespace Csss.Inference.Imaging;

/// <summary>Grey levels 0–255, row by row from the top left. Not rounded.</summary>
internal sealed record GreyImage(int Width, int Height, float[] Pixels)
{
    /// <summary>Turned and mirrored so that it stands upright.</summary>
    /// <param name="orientation">EXIF orientation, 1–8: where the stored first row and column belong.</param>
    public GreyImage Upright(int orientation)
    {
        if (orientation is < 2 or > 8) return this;

        var turned = orientation >= 5;
        var (width, height) = turned ? (Height, Width) : (Width, Height);
        var upright = new float[Pixels.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (column, row) = orientation switch
                {
                    2 => (Width - 1 - x, y),
                    3 => (Width - 1 - x, Height - 1 - y),
                    4 => (x, Height - 1 - y),
                    5 => (y, x),
                    6 => (y, Height - 1 - x),
                    7 => (Width - 1 - y, Height - 1 - x),
                    _ => (Width - 1 - y, x),
                };
                upright[(y * width) + x] = Pixels[(row * Width) + column];
            }
        }

        return new GreyImage(width, height, upright);
    }
}
