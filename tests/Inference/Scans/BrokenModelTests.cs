using System.Net;
using Csss.Contracts.Events;
using Csss.Inference.Tests.Models;
using Csss.Testing;

namespace Csss.Inference.Tests.Scans;

/// <summary>A service that started with a damaged model, and is mended while it runs.</summary>
public sealed class BrokenModelTests
{
    [Fact]
    public async Task Without_its_model_a_scan_fails_visibly_and_completes_when_tried_again()
    {
        await using var application = new BrokenModelApplication();
        await application.InitializeAsync();
        using var doctor = application.Doctor();
        using var health = await doctor.GetAsync("/health");
        health.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        var failed = await doctor.ClassifyAsync(application.AddPatient(), Repository.Radiograph());
        failed.Text("status").ShouldBe("failed");
        failed["failure"]!.Text("code").ShouldBe("model_unavailable");
        var id = Guid.Parse(failed.Text("scan_id"));
        await application.ShouldPublishOnceAsync<PredictionFailed>(message => message.ScanId == id);

        await application.MendModelAsync();
        using var retry = await doctor.PostAsync($"/doctor/scans/{id}/retry", null);
        retry.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await Eventually.ShouldAsync("completed", () => doctor.GetJsonAsync($"/doctor/scans/{id}"), scan => scan.Text("status") == "completed");
        using var again = await doctor.PostAsync($"/doctor/scans/{id}/retry", null);
        (await again.ProblemAsync()).ShouldBe((409, "not_failed"));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_fails_instead_of_being_called_a_bad_image()
    {
        await using var application = new BrokenModelApplication();
        await application.InitializeAsync();
        using var doctor = application.Doctor();
        using var picture = TestImages.Pattern(1200, 1200);
        using var noise = picture.Add(NetVips.Image.Gaussnoise(1200, 1200, sigma: 30)).Cast(NetVips.Enums.BandFormat.Uchar).Copy(interpretation: NetVips.Enums.Interpretation.Bw);
        using var upload = await doctor.UploadAsync(InferenceClient.Form(application.AddPatient(), noise.Png()));
        var scan = upload.Headers.Location!.ToString();
        await Eventually.ShouldAsync("failed", () => doctor.GetJsonAsync(scan), json => json.Text("status") == "failed");
        var blob = new DirectoryInfo(Path.Combine(application.StorageDirectory, "blobs")).EnumerateFiles("*", SearchOption.AllDirectories).MaxBy(file => file.Length)!;
        await using (var file = blob.OpenWrite())
        {
            file.Position = blob.Length / 2;
            file.WriteByte(0x5A);
            file.WriteByte(0xA5);
        }

        await application.MendModelAsync();
        using var retry = await doctor.PostAsync(scan + "/retry", null);
        await Eventually.ShouldAsync("failed by its storage", () => doctor.GetJsonAsync(scan), json => json["failure"]?.Text("code") == "storage_damaged");
    }

    /// <summary>Starts with a damaged graph, as after a bad copy.</summary>
    private sealed class BrokenModelApplication : InferenceApplication
    {
        private readonly string _graph;

        public BrokenModelApplication()
        {
            _graph = Path.Combine(BundleFolder, "model.onnx");
            File.WriteAllBytes(_graph, [0]);
        }

        /// <summary>The bundle is restored; the service finds that by itself.</summary>
        public async Task MendModelAsync()
        {
            File.Copy(Path.Combine(Bundle.Folder, "model.onnx"), _graph, overwrite: true);
            using var doctor = Doctor();
            await Eventually.ShouldAsync("the service is well", async () => (await doctor.GetAsync("/health")).StatusCode == HttpStatusCode.OK);
        }
    }
}
