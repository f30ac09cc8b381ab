using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Testing;

namespace Csss.Inference.Tests.Scans;

public sealed class ScanFlowTests(InferenceApplication application) : IClassFixture<InferenceApplication>
{
    private readonly Guid _patient = application.AddPatient();
    private readonly Guid _doctorId = Ids.New();

    [Fact]
    public async Task An_upload_is_queued_at_once_and_completed_soon()
    {
        using var doctor = application.Doctor(_doctorId);
        using var response = await doctor.UploadAsync(InferenceClient.Form(_patient, Repository.Radiograph(), notes: "cough for a week"));

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var queued = await response.JsonAsync();
        queued.Text("status").ShouldBe("queued");
        response.Headers.Location!.ToString().ShouldBe("/doctor/scans/" + queued.Text("scan_id"));

        var scan = await Eventually.ShouldAsync("completed", () => doctor.GetJsonAsync(response.Headers.Location.ToString()), json => json.Text("status") == "completed");
        scan.Text("notes").ShouldBe("cough for a week");
        scan.Text("patient_id").ShouldBe(_patient.ToString());
        scan.Text("uploaded_by").ShouldBe(_doctorId.ToString());
        scan["failure"].ShouldBeNull();
        await application.ShouldPublishOnceAsync<PredictionCompleted>(message => message.ScanId.ToString() == queued.Text("scan_id"));
    }

    [Fact]
    public async Task With_Prefer_wait_the_answer_is_the_finished_scan_with_everything_that_was_used()
    {
        using var doctor = application.Doctor(_doctorId);
        var bytes = Repository.Radiograph();
        using var response = await doctor.UploadAsync(InferenceClient.Form(_patient, bytes, name: "C:\\PACS\\thorax.png"), wait: 30);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("Preference-Applied").ShouldBe(["wait=30"]);
        var scan = await response.JsonAsync();
        var file = scan["files"]!.AsArray().ShouldHaveSingleItem()!;
        file.Text("name").ShouldBe("thorax.png");
        file.Text("sha256").ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        file["bytes"]!.GetValue<long>().ShouldBe(bytes.Length);
        var prediction = scan["prediction"]!;
        prediction["all_probs"]!.AsObject().Sum(pair => pair.Value!.GetValue<decimal>()).ShouldBe(100, 0.05m);
        prediction["model"]!.Text("sha256").Length.ShouldBe(64);
        prediction["inference_ms"]!.GetValue<double>().ShouldBeGreaterThan(0);
        scan["gradcam"]!.Text("overlay_url").ShouldBe($"/doctor/scans/{scan.Text("scan_id")}/gradcam");
        if (prediction["abstained"]!.GetValue<bool>()) prediction["label"].ShouldBeNull();
        else prediction["confidence"]!.GetValue<decimal>().ShouldBe(prediction["all_probs"]![prediction.Text("label")]!.GetValue<decimal>());
    }

    [Theory]
    [InlineData("rotated"), InlineData("png16"), InlineData("cmyk"), InlineData("alpha"), InlineData("tiff"), InlineData("webp"), InlineData("progressive")]
    public async Task The_same_radiograph_gets_the_same_answer_however_it_is_stored(string encoding)
    {
        using var doctor = application.Doctor(_doctorId);
        using var radiograph = Grey(Repository.Radiograph());
        var file = encoding switch
        {
            "rotated" => radiograph.RotatedJpeg(),
            "png16" => radiograph.Png16(),
            "cmyk" => radiograph.CmykJpeg(),
            "alpha" => radiograph.Bandjoin(255).Cast(NetVips.Enums.BandFormat.Uchar).Copy(interpretation: NetVips.Enums.Interpretation.Bw).Png(),
            "tiff" => radiograph.Tiff(),
            "webp" => radiograph.WebP(),
            _ => radiograph.ProgressiveJpeg(),
        };

        var plain = (await doctor.ClassifyAsync(_patient, radiograph.Png()))["prediction"]!["all_probs"]!.AsObject();
        var other = (await doctor.ClassifyAsync(_patient, file))["prediction"]!["all_probs"]!.AsObject();

        foreach (var (label, percent) in plain) other[label]!.GetValue<decimal>().ShouldBe(percent!.GetValue<decimal>(), 5m, label);
    }

    [Fact]
    public async Task A_truncated_JPEG_is_rejected_as_unreadable_and_never_classified()
    {
        using var doctor = application.Doctor(_doctorId);
        using var radiograph = Grey(Repository.Radiograph());
        var whole = radiograph.Jpeg();

        var scan = await doctor.ClassifyAsync(_patient, whole[..(whole.Length / 2)]);

        scan.Text("status").ShouldBe("rejected");
        scan["failure"]!.Text("code").ShouldBe("unreadable_image");
        scan["prediction"].ShouldBeNull();
        var id = Guid.Parse(scan.Text("scan_id"));
        await application.ShouldPublishOnceAsync<ScanRejected>(message => message.ScanId == id);
        using var retry = await doctor.PostAsync($"/doctor/scans/{id}/retry", null);
        (await retry.ProblemAsync()).ShouldBe((409, "not_failed"));
        using var image = await doctor.GetAsync($"/doctor/scans/{id}/image");
        image.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_blank_image_is_not_a_radiograph()
    {
        using var doctor = application.Doctor(_doctorId);
        using var blank = NetVips.Image.Black(300, 300);

        var scan = await doctor.ClassifyAsync(_patient, blank.Png());

        scan.Text("status").ShouldBe("rejected");
        scan["failure"]!.Text("code").ShouldBe("not_this_modality");
    }

    [Fact]
    public async Task A_COVID_question_is_answered_by_the_chest_model()
    {
        using var doctor = application.Doctor(_doctorId);
        (await doctor.ClassifyAsync(_patient, Repository.Radiograph(), Modalities.CovidXray)).Text("status").ShouldBe("completed");
    }

    [Fact]
    public async Task The_file_may_come_before_the_fields()
    {
        using var doctor = application.Doctor(_doctorId);
        var form = new MultipartFormDataContent();
        form.AddFile(Repository.Radiograph(), "scan.png");
        form.Add(new StringContent(_patient.ToString()), "patient_id");

        using var response = await doctor.UploadAsync(form);

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task The_first_reading_before_the_models_is_kept_and_the_later_one_follows_the_doctor()
    {
        using var doctor = application.Doctor(_doctorId);
        var path = "/doctor/scans/" + (await doctor.ClassifyAsync(_patient, Repository.Radiograph())).Text("scan_id");

        foreach (var impression in new[] { "first", "second" })
        {
            using var before = await doctor.PutAsJsonAsync(path + "/reading", new { impression, before_ai = true });
            (await before.JsonAsync()).Text("impression").ShouldBe("first");
            using var after = await doctor.PutAsJsonAsync(path + "/reading", new { impression, before_ai = false, agrees = true });
            (await after.JsonAsync()).Text("impression").ShouldBe(impression);
        }

        (await doctor.GetJsonAsync(path))["readings"]!.AsArray().Count.ShouldBe(2);
        using var incomplete = await doctor.PutAsJsonAsync(path + "/reading", new { impression = "x" });
        (await incomplete.ProblemAsync()).ShouldBe((400, "validation_failed"));
    }

    [Fact]
    public async Task Our_own_services_read_a_scan_with_its_trace_and_who_is_in_care()
    {
        using var doctor = application.Doctor(_doctorId);
        var id = (await doctor.ClassifyAsync(_patient, Repository.Radiograph())).Text("scan_id");
        using var service = application.ClientAsService(Scopes.ScansRead);

        var scan = await service.GetJsonAsync($"/internal/scans/{id}?doctor={_doctorId}");
        scan["in_care"]!.GetValue<bool>().ShouldBeTrue();
        scan.Text("trace_parent").Length.ShouldBe(55);
        scan["prediction"]!["all_probs"].ShouldNotBeNull();
        (await service.GetJsonAsync($"/internal/scans/{id}?doctor={Ids.New()}"))["in_care"]!.GetValue<bool>().ShouldBeFalse();
        (await service.GetJsonAsync($"/internal/scans/{id}")).AsObject().ContainsKey("in_care").ShouldBeFalse();
        foreach (var picture in new[] { "image", "gradcam" })
        {
            using var response = await service.GetAsync($"/internal/scans/{id}/{picture}");
            response.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        }
    }

    private static NetVips.Image Grey(byte[] file) => TestImages.Open(file).Colourspace(NetVips.Enums.Interpretation.Bw)[0].Copy(interpretation: NetVips.Enums.Interpretation.Bw);
}
