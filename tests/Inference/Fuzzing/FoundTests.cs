using System.Text;
using Csss.Inference.Imaging;
using Csss.Inference.Uploads;
using Microsoft.Net.Http.Headers;
using NetVips;

namespace Csss.Inference.Tests.Fuzzing;

/// <summary>What mutations found, or reading the code for them, each as small as it gets.</summary>
public sealed class FoundTests(InferenceApplication application) : IClassFixture<InferenceApplication>
{
    /// <summary>936 bytes; finding the tiles of each line took 34 seconds of a processor.</summary>
    [Fact]
    public void A_tiled_TIFF_a_million_pixels_wide_is_refused_by_its_header() =>
        CodeOf(TiffMutation.With(Tiled(), (TiffMutation.Width, 1_000_000))).ShouldBe(ImageRefusals.TooLarge);

    [Theory]
    [InlineData(TiffMutation.TileWidth), InlineData(TiffMutation.TileHeight)]
    public void Tiles_of_a_pixel_are_refused_by_the_header(int side) =>
        CodeOf(TiffMutation.With(Tiled(), (side, 1))).ShouldBeOneOf(ImageRefusals.Unsupported, ImageRefusals.Unreadable);

    /// <summary>Small by its sides, and each tile would be 16 MiB: libvips says no by itself, and must go on to.</summary>
    [Fact]
    public void A_tile_far_larger_than_its_image_is_refused_by_the_header()
    {
        var file = TestImages.Pattern(96, 80).TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate, tile: true, tileWidth: 4096, tileHeight: 4096);

        Should.Throw<ImageRefusedException>(() => Open(file)).Code.ShouldBe(ImageRefusals.Unreadable);
    }

    [Fact]
    public void A_tiled_TIFF_is_read_by_rows_of_tiles_and_others_line_by_line()
    {
        Open(Tiled()).LinesAtOnce.ShouldBe(16);
        Open(TestImages.Pattern().Tiff()).LinesAtOnce.ShouldBe(1);
    }

    [Fact]
    public void A_PNG_whose_pixels_do_not_match_their_checksum_is_refused()
    {
        var chunks = PngMutation.Split(TestImages.Pattern().Png());
        var pixels = chunks.Find(chunk => chunk.AsSpan(4, 4).SequenceEqual("IDAT"u8))!;
        pixels[^1] ^= 1;

        CodeOf(Pieces.Join(chunks)).ShouldBe(ImageRefusals.Unreadable);
    }

    [Fact]
    public void A_long_name_is_never_cut_inside_a_character()
    {
        var disposition = ContentDispositionHeaderValue.Parse("form-data; name=\"file\"; filename*=UTF-8''" + new string('n', 254) + "%F0%9F%98%80.png");

        FileNames.Clean(disposition).ShouldBe(new string('n', 254));
    }

    /// <summary>PostgreSQL takes no NUL: what SQLite stored would have been a 500 there.</summary>
    [Fact]
    public async Task Notes_with_a_NUL_are_refused()
    {
        using var doctor = application.Doctor();
        using var response = await doctor.UploadAsync(InferenceClient.Form(application.AddPatient(), TestImages.Pattern().Png(), notes: "a\0b"));
        (await response.ProblemAsync()).ShouldBe((400, "validation_failed"));
    }

    /// <summary>The framework decodes a name when it is asked for, and threw: a 500.</summary>
    [Theory]
    [InlineData("name=\"file\"; filename*=utf-7''%2BAGE-.png"), InlineData("name=\"=?utf-7?B?ZmlsZQ==?=\"; filename=\"scan.png\""), InlineData("name=\"file\"; filename=\"=?utf-7?B?K0FHRS0=?=\"")]
    public async Task A_name_in_UTF_7_is_refused(string names)
    {
        using var doctor = application.Doctor();
        var head = $"--b\r\nContent-Disposition: form-data; name=\"patient_id\"\r\n\r\n{application.AddPatient()}\r\n--b\r\nContent-Disposition: form-data; {names}\r\n\r\n";
        using var form = new ByteArrayContent([.. Encoding.ASCII.GetBytes(head), .. TestImages.Pattern().Png(), .. "\r\n--b--\r\n"u8]);
        form.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");

        using var response = await doctor.PostAsync("/doctor/upload", form);

        (await response.ProblemAsync()).ShouldBe((400, "malformed_form"));
    }

    private static byte[] Tiled() => TestImages.Pattern(96, 80).TiffsaveBuffer(tile: true, tileWidth: 32, tileHeight: 32);

    private static ImageHeader Open(byte[] file)
    {
        using var image = ImageFile.Open(new MemoryStream(file), new ImageLimits());
        return image.Header;
    }

    private static string CodeOf(byte[] file) => Should.Throw<ImageRefusedException>(() =>
    {
        using var image = ImageFile.Open(new MemoryStream(file), new ImageLimits());
        image.Decode(224, 224, 0, CancellationToken.None);
    }).Code;
}
