using Csss.Inference.Imaging;
using NetVips;

namespace Csss.Inference.Tests.Imaging;

public sealed class DecodingTests
{
    private const float Tolerance = 2.5f;
    private static readonly Image Upright = TestImages.Pattern();
    private static readonly GreyImage Expected = Decode(Upright.Png());

    public static TheoryData<string> Encodings => ["jpeg", "progressive", "png16", "tiff", "webp", "cmyk", "rotated", "rgb", "palette", "interlaced"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_same_picture_is_the_same_grey_levels_however_it_is_stored(string encoding)
    {
        var file = encoding switch
        {
            "jpeg" => Upright.Jpeg(),
            "progressive" => Upright.ProgressiveJpeg(),
            "png16" => Upright.Png16(),
            "tiff" => Upright.Tiff(),
            "webp" => Upright.WebP(),
            "cmyk" => Upright.CmykJpeg(),
            "rotated" => Upright.RotatedJpeg(),
            "rgb" => Upright.Colourspace(Enums.Interpretation.Srgb).Png(),
            "palette" => Upright.PngsaveBuffer(palette: true),
            _ => Upright.PngsaveBuffer(interlace: true),
        };

        var decoded = Decode(file);

        decoded.Width.ShouldBe(Expected.Width);
        decoded.Height.ShouldBe(Expected.Height);
        decoded.Pixels.Zip(Expected.Pixels, (actual, expected) => Math.Abs(actual - expected)).Average().ShouldBeLessThan(Tolerance);
    }

    [Fact]
    public void Twelve_bits_in_a_sixteen_bit_file_keep_their_steps()
    {
        var samples = Enumerable.Range(0, 64 * 64).Select(i => (ushort)i).ToArray();
        using var image = Image.NewFromMemoryCopy<ushort>(samples, 64, 64, 1, Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Grey16);

        var decoded = Decode(image.PngsaveBuffer());

        decoded.Pixels.Distinct().Count().ShouldBe(4096);
        decoded.Pixels[^1].ShouldBe(4095 / 257f, 1e-4f);
    }

    [Fact]
    public void What_is_transparent_becomes_black()
    {
        var decoded = Decode(Upright.GreyAlphaPng());

        decoded.Pixels[..240].Zip(Expected.Pixels, (actual, expected) => Math.Abs(actual - expected)).Max().ShouldBeLessThan(0.01f);
        decoded.Pixels[240..320].ShouldAllBe(level => level == 0);
    }

    [Theory]
    [InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public void Every_EXIF_orientation_stands_upright_as_libvips_turns_it(int orientation)
    {
        using var marked = Upright.Mutate(image => image.Set(GValue.GIntType, "orientation", orientation));
        var file = marked.JpegsaveBuffer(q: 100);

        var decoded = Decode(file);

        using var reference = Image.JpegloadBuffer(file).Autorot();
        (decoded.Width, decoded.Height).ShouldBe((reference.Width, reference.Height));
        var levels = reference.WriteToMemory<byte>();
        decoded.Pixels.Zip(levels, (actual, expected) => Math.Abs(actual - expected)).Max().ShouldBeLessThan(0.01f);
    }

    [Fact]
    public void A_hundred_megapixels_are_reduced_line_by_line()
    {
        using var large = Image.Black(10_000, 10_000).Copy(interpretation: Enums.Interpretation.Bw);
        var file = large.PngsaveBuffer(compression: 1);

        var decoded = Decode(file, 224, 224);

        decoded.Pixels.Length.ShouldBe(224 * 224);
    }

    [Fact]
    public void Decoding_stops_when_the_caller_gives_up()
    {
        using var file = ImageFile.Open(new MemoryStream(Upright.Png()), new ImageLimits());

        Should.Throw<OperationCanceledException>(() => file.Decode(224, 224, 0, new CancellationToken(canceled: true)));
    }

    private static GreyImage Decode(byte[] bytes, int? width = null, int? height = null)
    {
        using var file = ImageFile.Open(new MemoryStream(bytes), new ImageLimits());
        return file.Decode(width ?? file.Header.Width, height ?? file.Header.Height, 0, CancellationToken.None);
    }
}
