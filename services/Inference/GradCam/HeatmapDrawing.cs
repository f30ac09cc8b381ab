namespace Csss.Inference.GradCam;

/// <summary>Draws a resized activation map, alone or over its scan.</summary>
internal static class HeatmapDrawing
{
    /// <summary>RGBA: the map's colour, as opaque as the map is strong. Fully transparent where nothing speaks for the label.</summary>
    public static byte[] Bare(float[] map)
    {
        var pixels = new byte[map.Length * 4];
        for (var i = 0; i < map.Length; i++)
        {
            var colour = Inferno.At(map[i]);
            (pixels[4 * i], pixels[(4 * i) + 1], pixels[(4 * i) + 2]) = (colour.Red, colour.Green, colour.Blue);
            pixels[(4 * i) + 3] = (byte)((map[i] * 255) + 0.5f);
        }

        return pixels;
    }

    /// <summary>RGB: the scan, coloured where the map is strong; untouched where it is zero.</summary>
    /// <param name="scan">8-bit grey, as many pixels as the map.</param>
    /// <param name="map">0–1.</param>
    /// <param name="opacity">0–1, of the strongest place.</param>
    public static byte[] Over(byte[] scan, float[] map, float opacity)
    {
        var pixels = new byte[map.Length * 3];
        for (var i = 0; i < map.Length; i++)
        {
            var colour = Inferno.At(map[i]);
            var share = map[i] * opacity;
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) =
                (Mix(scan[i], colour.Red, share), Mix(scan[i], colour.Green, share), Mix(scan[i], colour.Blue, share));
        }

        return pixels;
    }

    private static byte Mix(byte scan, byte colour, float share) => (byte)(scan + ((colour - scan) * share) + 0.5f);
}
