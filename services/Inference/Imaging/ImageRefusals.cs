namespace Csss.Inference.Imaging;

/// <summary>Why an image is refused.</summary>
internal static class ImageRefusals
{
    public const string Unsupported = "unsupported_image";
    public const string Unreadable = "unreadable_image";
    public const string MultipleFrames = "multiple_frames";
    public const string TooLarge = "image_too_large";
    public const string TooSmall = "image_too_small";

    public static ImageRefusedException NotAnImage() =>
        new(Unsupported, "The file is not a JPEG, PNG, TIFF or WebP image.");

    public static ImageRefusedException UnknownPixels() =>
        new(Unsupported, "The image's pixel format is not one we read: 8 or 16 bits a sample, grey, RGB or CMYK.");

    public static ImageRefusedException TinyTiles() =>
        new(Unsupported, "The TIFF is stored in tiles smaller than its standard allows. Save it without tiles.");

    public static ImageRefusedException Damaged(Exception cause) =>
        new(Unreadable, "The image is damaged or incomplete. Export it again and upload it anew.", cause);

    public static ImageRefusedException SeveralFrames() =>
        new(MultipleFrames, "The file holds several frames or pages. Upload one image a file.");
}
