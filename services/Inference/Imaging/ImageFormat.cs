using System.Buffers.Binary;

namespace Csss.Inference.Imaging;

/// <summary>The image formats that are read. Told by the first bytes, never by a name or a content type.</summary>
internal enum ImageFormat
{
    Jpeg,
    Png,
    Tiff,
    WebP,
}

internal static class ImageSignature
{
    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> PngStart => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static ImageFormat? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(JpegStart)) return ImageFormat.Jpeg;
        if (bytes.StartsWith(PngStart)) return ImageFormat.Png;
        if (bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8) || bytes.StartsWith("II+\0"u8) || bytes.StartsWith("MM\0+"u8)) return ImageFormat.Tiff;
        return bytes.StartsWith("RIFF"u8) && bytes.Length >= 12 && bytes[8..].StartsWith("WEBP"u8) ? ImageFormat.WebP : null;
    }

    /// <summary>
    /// Whether a PNG announces an animation: an <c>acTL</c> chunk before the first <c>IDAT</c> (APNG). The decoder would show its
    /// first frame and say nothing.
    /// </summary>
    public static bool IsAnimatedPng(ReadOnlySpan<byte> bytes)
    {
        for (var at = 8; at + 8 <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            var type = bytes.Slice(at + 4, 4);
            if (type.SequenceEqual("acTL"u8)) return true;
            if (type.SequenceEqual("IDAT"u8) || length > bytes.Length) return false;
            at += 12 + (int)length;
        }

        return false;
    }
}
