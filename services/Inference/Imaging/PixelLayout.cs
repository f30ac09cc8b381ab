using System.Numerics;
using System.Runtime.InteropServices;

namespace Csss.Inference.Imaging;

/// <summary>Interleaved samples of one row, and how they become grey levels 0–255 (ITU-R BT.601 on stored values, alpha over black).</summary>
/// <param name="Colours">1 grey, 3 RGB, 4 CMYK.</param>
/// <param name="Alpha">Whether one more sample a pixel is its opacity.</param>
/// <param name="SixteenBit">Two bytes a sample, or one.</param>
internal readonly record struct PixelLayout(int Colours, bool Alpha, bool SixteenBit)
{
    /// <summary>65535 / 257 = 255: 16 bits keep their steps as fractions.</summary>
    private const float SixteenBitDivisor = 257;

    public int Samples => Colours + (Alpha ? 1 : 0);

    public int BytesPerPixel => Samples * (SixteenBit ? 2 : 1);

    public void ToGrey(ReadOnlySpan<byte> row, Span<float> grey)
    {
        if (SixteenBit) ToGrey(MemoryMarshal.Cast<byte, ushort>(row), 1 / SixteenBitDivisor, grey);
        else ToGrey(row, 1, grey);
    }

    private void ToGrey<T>(ReadOnlySpan<T> row, float scale, Span<float> grey) where T : struct, INumberBase<T>
    {
        var samples = Samples;
        for (int x = 0, at = 0; x < grey.Length; x++, at += samples)
        {
            var pixel = row.Slice(at, samples);
            var level = Colours switch
            {
                1 => Level(pixel[0], scale),
                3 => Luma(Level(pixel[0], scale), Level(pixel[1], scale), Level(pixel[2], scale)),
                _ => Ink(Level(pixel[0], scale), Level(pixel[1], scale), Level(pixel[2], scale), Level(pixel[3], scale)),
            };
            grey[x] = Alpha ? level * Level(pixel[^1], scale) / 255 : level;
        }
    }

    private static float Level<T>(T sample, float scale) where T : struct, INumberBase<T> => float.CreateTruncating(sample) * scale;

    private static float Luma(float red, float green, float blue) => (0.299f * red) + (0.587f * green) + (0.114f * blue);

    /// <summary>Ink coverage 0–255 to light without a profile, as PIL does: (255 − C)(255 − K) / 255.</summary>
    private static float Ink(float cyan, float magenta, float yellow, float black) =>
        Luma(255 - cyan, 255 - magenta, 255 - yellow) * (255 - black) / 255;
}
