namespace Csss.Inference.Imaging;

/// <summary>What a file says about its pixels before any is decoded.</summary>
/// <param name="Width">As stored.</param>
/// <param name="Height">As stored.</param>
/// <param name="Layout">How a pixel is laid out.</param>
/// <param name="Orientation">EXIF, 1–8.</param>
/// <param name="DecoderBytes">What the decoder holds while it works, at most.</param>
/// <param name="LinesAtOnce">How many lines to ask for together, at least: each call looks for all tiles on its lines.</param>
internal sealed record ImageHeader(int Width, int Height, PixelLayout Layout, int Orientation, long DecoderBytes, int LinesAtOnce)
{
    /// <summary>Width as a person sees it.</summary>
    public int UprightWidth => Turned ? Height : Width;

    /// <summary>Height as a person sees it.</summary>
    public int UprightHeight => Turned ? Width : Height;

    private bool Turned => Orientation is >= 5 and <= 8;
}
