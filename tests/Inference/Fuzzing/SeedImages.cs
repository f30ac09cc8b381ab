using NetVips;
using static NetVips.Enums;

namespace Csss.Inference.Tests.Fuzzing;

/// <summary>Good files of every kind that is taken, small so that a flipped bit has a fair chance to matter; and two synthetic radiographs.</summary>
internal static class SeedImages
{
    private static readonly Lazy<(string Name, byte[] File)[]> Made = new(Make);

    public static IReadOnlyList<(string Name, byte[] File)> All => Made.Value;

    private static (string Name, byte[] File)[] Make()
    {
        Csss.Inference.Imaging.VipsLoaders.Restrict();
        using var grey = TestImages.Pattern(96, 80);
        using var colour = grey.Colourspace(Interpretation.Srgb);
        using var twice = grey.Copy(interpretation: Interpretation.Multiband).Bandjoin(grey).Copy(interpretation: Interpretation.Bw);
        using var sixteen = (grey.Cast(BandFormat.Ushort) * 257).Cast(BandFormat.Ushort).Copy(interpretation: Interpretation.Grey16);
        using var blackAndWhite = (grey > 100).Copy(interpretation: Interpretation.Bw);
        var radiograph = Repository.Radiograph();
        using var scan = TestImages.Open(radiograph);
        return
        [
            ("png", grey.Png()),
            ("png16", grey.Png16()),
            ("png rgb", colour.Png()),
            ("png rgb with profile", colour.PngsaveBuffer(profile: "srgb")),
            ("png palette", grey.PngsaveBuffer(palette: true)),
            ("png interlaced", colour.PngsaveBuffer(interlace: true)),
            ("png grey and alpha", twice.Png()),
            ("png 1 bit", blackAndWhite.PngsaveBuffer(bitdepth: 1)),
            ("png radiograph", radiograph),
            ("jpeg", grey.Jpeg(85)),
            ("jpeg rgb", colour.JpegsaveBuffer(q: 85, profile: "srgb")),
            ("jpeg progressive", colour.ProgressiveJpeg()),
            ("jpeg restart", grey.JpegsaveBuffer(q: 80, restartInterval: 3, optimizeCoding: true)),
            ("jpeg cmyk", grey.CmykJpeg()),
            ("jpeg rotated", grey.RotatedJpeg()),
            ("jpeg radiograph", scan.Jpeg(75)),
            ("tiff", grey.Tiff()),
            ("tiff lzw", colour.TiffsaveBuffer(compression: ForeignTiffCompression.Lzw, predictor: ForeignTiffPredictor.Horizontal)),
            ("tiff deflate tiled", grey.TiffsaveBuffer(compression: ForeignTiffCompression.Deflate, tile: true, tileWidth: 32, tileHeight: 32)),
            ("tiff packbits 16", sixteen.TiffsaveBuffer(compression: ForeignTiffCompression.Packbits)),
            ("tiff jpeg", colour.TiffsaveBuffer(compression: ForeignTiffCompression.Jpeg, tile: true, tileWidth: 32, tileHeight: 32)),
            ("tiff fax", blackAndWhite.TiffsaveBuffer(compression: ForeignTiffCompression.Ccittfax4, bitdepth: 1)),
            ("tiff large", grey.TiffsaveBuffer(bigtiff: true)),
            ("webp", colour.WebpsaveBuffer(q: 80)),
            ("webp lossless", grey.WebP()),
            ("webp alpha", twice.WebpsaveBuffer(q: 60)),
            ("webp with profile", colour.WebpsaveBuffer(q: 80, profile: "srgb")),
        ];
    }
}
