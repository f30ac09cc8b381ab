using System.ComponentModel.DataAnnotations;

namespace Csss.Inference.Imaging;

/// <summary>Section <c>Imaging</c>: what is refused before a pixel of it is decoded.</summary>
public sealed class ImageLimits
{
    /// <summary>Shortest side, in pixels.</summary>
    [Range(1, 1024)]
    public int MinimumSide { get; set; } = 64;

    /// <summary>Width times height, in pixels.</summary>
    [Range(1_000_000, 1_000_000_000)]
    public long MaximumPixels { get; set; } = 100_000_000;

    /// <summary>What the decoder itself may hold, in bytes. Only images that cannot be decoded line by line come near it.</summary>
    [Range(16L << 20, 8L << 30)]
    public long MaximumDecoderBytes { get; set; } = 384L << 20;

    /// <summary>How long decoding may take before the scan is given up as unreadable.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan DecodeWithin { get; set; } = TimeSpan.FromSeconds(30);
}
