using NetVips;

namespace Csss.Inference.Imaging;

/// <summary>libvips, cut down to the four decoders we offer.</summary>
internal static class VipsLoaders
{
    private static readonly string[] Offered = ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadTiff", "VipsForeignLoadWebp"];

    /// <summary>Every defect also comes as an exception; the library's own lines on the console say nothing more.</summary>
    private static readonly Log.LogDelegate Silent = (_, _, _) => { };

    /// <summary>
    /// Every other loader is blocked in the library itself. No operation cache: it would keep patients' pixels alive. One thread a
    /// decode: the worker's own concurrency uses the processors.
    /// </summary>
    public static void Restrict()
    {
        NetVips.NetVips.BlockUntrusted = true;
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in Offered) Operation.Block(loader, false);
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, Silent);
    }

    /// <summary>Reads the header; pixels are decoded line by line when they are asked for, and the first defect ends it.</summary>
    public static Image Open(ImageFormat format, Source source) => format switch
    {
        ImageFormat.Jpeg => Image.JpegloadSource(source, access: Enums.Access.Sequential, failOn: Enums.FailOn.Warning),
        ImageFormat.Png => Image.PngloadSource(source, access: Enums.Access.Sequential, failOn: Enums.FailOn.Warning),
        ImageFormat.Tiff => Image.TiffloadSource(source, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
        _ => Image.WebploadSource(source, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
    };
}
