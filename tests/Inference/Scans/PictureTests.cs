using System.Net;
using Csss.Contracts;

namespace Csss.Inference.Tests.Scans;

public sealed class PictureTests(InferenceApplication application) : IClassFixture<InferenceApplication>
{
    private readonly Guid _patient = application.AddPatient();
    private readonly Guid _doctorId = Ids.New();

    [Fact]
    public async Task The_pictures_are_PNGs_of_the_scans_shape_and_stay_out_of_shared_caches()
    {
        using var doctor = application.Doctor(_doctorId);
        var scan = await doctor.ClassifyAsync(_patient, Repository.Radiograph());
        var path = "/doctor/scans/" + scan.Text("scan_id");
        var label = Uri.EscapeDataString(scan["prediction"]!["all_probs"]!.AsObject().Last().Key);
        var (width, height) = (scan["files"]![0]!["width"]!.GetValue<int>(), scan["files"]![0]!["height"]!.GetValue<int>());

        foreach (var (picture, bands) in new[] { ("/image", 1), ("/gradcam", 3), ($"/gradcam?label={label}&opacity=0.3", 3), ("/heatmap", 4), ($"/heatmap?label={label}", 4) })
        {
            using var response = await doctor.GetAsync(path + picture);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, picture);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
            response.Headers.CacheControl!.Private.ShouldBeTrue();
            using var png = TestImages.Open(await response.Content.ReadAsByteArrayAsync());
            png.Bands.ShouldBe(bands, picture);
            ((double)png.Width / png.Height).ShouldBe((double)width / height, 0.01);

            using var again = new HttpRequestMessage(HttpMethod.Get, path + picture) { Headers = { IfNoneMatch = { response.Headers.ETag! } } };
            using var unchanged = await doctor.SendAsync(again);
            unchanged.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        }
    }

    [Theory]
    [InlineData("?label=Fracture", 400), InlineData("?opacity=2", 400), InlineData("?index=1", 404)]
    public async Task A_picture_that_does_not_exist_is_refused(string query, int status)
    {
        using var doctor = application.Doctor(_doctorId);
        var scan = await doctor.ClassifyAsync(_patient, Repository.Radiograph());

        using var response = await doctor.GetAsync($"/doctor/scans/{scan.Text("scan_id")}/gradcam{query}");

        ((int)response.StatusCode).ShouldBe(status);
    }
}
