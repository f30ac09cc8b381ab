using System.Text;
using Csss.Inference.Imaging;
using NetVips;

namespace Csss.Inference.Tests.Imaging;

public sealed class RefusalTests
{
    public static TheoryData<string, string> Bad => new()
    {
        { "text", ImageRefusals.Unsupported },
        { "animated gif", ImageRefusals.Unsupported },
        { "svg", ImageRefusals.Unsupported },
        { "pdf", ImageRefusals.Unsupported },
        { "one byte", ImageRefusals.Unsupported },
        { "float tiff", ImageRefusals.Unsupported },
        { "animated webp", ImageRefusals.MultipleFrames },
        { "animated png", ImageRefusals.MultipleFrames },
        { "two-page tiff", ImageRefusals.MultipleFrames },
        { "900 megapixels", ImageRefusals.TooLarge },
        { "interlaced 64 megapixels of colour in 16 bits", ImageRefusals.TooLarge },
        { "63 pixels", ImageRefusals.TooSmall },
        { "png header alone", ImageRefusals.Unreadable },
        { "jpeg header alone", ImageRefusals.Unreadable },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void It_is_refused_by_its_header_with_a_named_code(string kind, string code)
    {
        var file = kind switch
        {
            "text" => Encoding.UTF8.GetBytes("not an image, whatever its name says"),
            "animated gif" => TestImages.AnimatedGif(),
            "svg" => Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg' width='200' height='200'/>"),
            "pdf" => Encoding.UTF8.GetBytes("%PDF-1.7\n"),
            "one byte" => [0xFF],
            "float tiff" => TestImages.Pattern().Cast(Enums.BandFormat.Float).Tiff(),
            "animated webp" => TestImages.AnimatedWebP(),
            "animated png" => TestImages.AnimatedPng(),
            "two-page tiff" => TestImages.TwoPageTiff(),
            "900 megapixels" => TestImages.HugePng(),
            "interlaced 64 megapixels of colour in 16 bits" => InterlacedHeader(10_000, 9_000),
            "63 pixels" => TestImages.Pattern(63, 100).Png(),
            "png header alone" => TestImages.Pattern().Png()[..20],
            _ => TestImages.Pattern().Jpeg()[..30],
        };

        Should.Throw<ImageRefusedException>(() => ImageFile.Open(new MemoryStream(file), new ImageLimits()).Dispose()).Code.ShouldBe(code);
    }

    public static TheoryData<string, double> Cuts
    {
        get
        {
            var cuts = new TheoryData<string, double>();
            foreach (var format in new[] { "jpeg", "progressive", "png", "png16", "interlaced", "tiff", "webp" })
                foreach (var share in new[] { 0.3, 0.6, 0.95 }) cuts.Add(format, share);
            return cuts;
        }
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public void A_file_that_is_cut_short_is_refused_and_never_half_grey(string format, double share)
    {
        using var noise = Image.Gaussnoise(400, 400, sigma: 40, mean: 128).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw);
        var whole = format switch
        {
            "jpeg" => noise.Jpeg(90),
            "progressive" => noise.ProgressiveJpeg(),
            "png" => noise.Png(),
            "png16" => noise.Png16(),
            "interlaced" => noise.PngsaveBuffer(interlace: true),
            "tiff" => noise.Tiff(),
            _ => noise.WebP(),
        };

        Should.Throw<ImageRefusedException>(() =>
        {
            using var file = ImageFile.Open(new MemoryStream(whole[..(int)(whole.Length * share)]), new ImageLimits());
            file.Decode(224, 224, 0, CancellationToken.None);
        }).Code.ShouldBe(ImageRefusals.Unreadable);
    }

    [Fact]
    public void A_JPEG_damaged_in_its_middle_is_refused()
    {
        var file = TestImages.Pattern(600, 600).Jpeg();
        Array.Fill(file, (byte)0x55, file.Length / 2, 64);

        Should.Throw<ImageRefusedException>(() =>
        {
            using var image = ImageFile.Open(new MemoryStream(file), new ImageLimits());
            image.Decode(224, 224, 0, CancellationToken.None);
        }).Code.ShouldBe(ImageRefusals.Unreadable);
    }

    [Fact]
    public void The_library_itself_runs_no_other_loader()
    {
        var gif = TestImages.AnimatedGif();
        ImageFile.Open(new MemoryStream(TestImages.Pattern().Png()), new ImageLimits()).Dispose();

        Should.Throw<VipsException>(() => Image.NewFromBuffer(gif));
        Should.Throw<VipsException>(() => Image.NewFromBuffer("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"u8.ToArray()));
    }

    /// <summary>IHDR of an interlaced 16-bit RGBA PNG and nothing behind it but an empty IDAT.</summary>
    private static byte[] InterlacedHeader(int width, int height)
    {
        var png = TestImages.Pattern().PngsaveBuffer(interlace: true);
        byte[] header = [.. "IHDR"u8, (byte)(width >> 24), (byte)(width >> 16), (byte)(width >> 8), (byte)width, (byte)(height >> 24), (byte)(height >> 16), (byte)(height >> 8), (byte)height, 16, 6, 0, 0, 1];
        var checksum = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc32(header));
        return [.. png[..12], .. header, .. checksum, .. png[33..]];
    }

    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
