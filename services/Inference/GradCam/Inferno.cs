namespace Csss.Inference.GradCam;

/// <summary>The perceptually uniform colour map "inferno" (Smith and van der Walt, matplotlib, CC0), linear between ten of its colours.</summary>
internal static class Inferno
{
    private static readonly (byte Red, byte Green, byte Blue)[] Anchors =
    [
        (0, 0, 4), (27, 12, 65), (74, 12, 107), (120, 28, 109), (165, 44, 96), (207, 68, 70), (237, 105, 37), (251, 155, 6), (247, 209, 61), (252, 255, 164),
    ];

    private static readonly (byte Red, byte Green, byte Blue)[] Table = [.. Enumerable.Range(0, 256).Select(step => Interpolate(step / 255f))];

    /// <param name="value">0–1.</param>
    public static (byte Red, byte Green, byte Blue) At(float value) => Table[(int)((value * 255) + 0.5f)];

    private static (byte, byte, byte) Interpolate(float value)
    {
        var position = value * (Anchors.Length - 1);
        var below = Math.Min((int)position, Anchors.Length - 2);
        var (from, to, part) = (Anchors[below], Anchors[below + 1], position - below);
        return (Mix(from.Red, to.Red, part), Mix(from.Green, to.Green, part), Mix(from.Blue, to.Blue, part));
    }

    private static byte Mix(byte from, byte to, float part) => (byte)(from + ((to - from) * part) + 0.5f);
}
