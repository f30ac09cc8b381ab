using System.Net;
using Csss.Contracts.Events;
using Csss.Inference.Models;
using Csss.Inference.Uploads;
using Csss.Storage.Blobs;
using Csss.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Inference.Tests.Scans;

/// <summary>What goes wrong, and how it is mended.</summary>
public sealed class RecoveryTests(RecoveryTests.BrokenModelApplication application) : IClassFixture<RecoveryTests.BrokenModelApplication>
{
    [Fact]
    public async Task Without_its_model_a_scan_fails_visibly_and_completes_when_tried_again()
    {
        application.BreakModel();
        using var doctor = application.Doctor();
        using var health = await doctor.GetAsync("/health");
        health.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        var failed = await doctor.ClassifyAsync(application.AddPatient(), Repository.Radiograph());
        failed.Text("status").ShouldBe("failed");
        failed["failure"]!.Text("code").ShouldBe("model_unavailable");
        var id = Guid.Parse(failed.Text("scan_id"));
        await application.ShouldPublishOnceAsync<PredictionFailed>(message => message.ScanId == id);

        application.MendModel();
        using var retry = await doctor.PostAsync($"/doctor/scans/{id}/retry", null);
        retry.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await Eventually.ShouldAsync("completed", () => doctor.GetJsonAsync($"/doctor/scans/{id}"), scan => scan.Text("status") == "completed");
        using var again = await doctor.PostAsync($"/doctor/scans/{id}/retry", null);
        (await again.ProblemAsync()).ShouldBe((409, "not_failed"));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_fails_instead_of_being_called_a_bad_image()
    {
        application.MendModel();
        using var doctor = application.Doctor();
        using var picture = TestImages.Pattern(1200, 1200);
        using var noise = picture.Add(NetVips.Image.Gaussnoise(1200, 1200, sigma: 30)).Cast(NetVips.Enums.BandFormat.Uchar).Copy(interpretation: NetVips.Enums.Interpretation.Bw);
        application.BreakModel();
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

        application.MendModel();
        using var retry = await doctor.PostAsync(scan + "/retry", null);
        await Eventually.ShouldAsync("failed by its storage", () => doctor.GetJsonAsync(scan), json => json["failure"]?.Text("code") == "storage_damaged");
    }

    [Fact]
    public async Task A_redelivered_upload_changes_nothing()
    {
        application.MendModel();
        using var doctor = application.Doctor();
        var patient = application.AddPatient();
        var scan = await doctor.ClassifyAsync(patient, Repository.Radiograph());
        var id = Guid.Parse(scan.Text("scan_id"));
        var original = application.Harness.Published.Select<ScanUploaded>().Single(sent => sent.Context.Message.ScanId == id);

        await application.Harness.Bus.Publish(original.Context.Message, context => context.MessageId = original.Context.MessageId);
        await application.Harness.Bus.Publish(original.Context.Message);
        await Eventually.ShouldAsync("the second message reached the worker; the repeat did not get past the inbox", () =>
            Task.FromResult(application.Harness.Consumed.Select<ScanUploaded>().Count(received => received.Context.Message.ScanId == id) == 2));

        await application.ShouldPublishOnceAsync<PredictionCompleted>(message => message.ScanId == id);
        (await doctor.GetJsonAsync($"/doctor/scans/{id}")).ToJsonString().ShouldContain(scan.Text("completed_at"));
    }

    [Fact]
    public async Task A_file_whose_row_was_never_written_is_not_seen_and_swept_an_hour_later()
    {
        application.MendModel();
        using var doctor = application.Doctor();
        var kept = await doctor.ClassifyAsync(application.AddPatient(), Repository.Radiograph());
        var blobs = application.Services.GetRequiredService<IBlobStore>();
        var orphan = await blobs.WriteAsync(new MemoryStream([1, 2, 3]), 10, CancellationToken.None);
        var sweep = application.Services.GetRequiredService<OrphanSweep>();

        (await sweep.SweepAsync(CancellationToken.None)).ShouldBe(0);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(application.StorageDirectory, "blobs"), "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow - OrphanSweep.Age - TimeSpan.FromMinutes(1));
        (await sweep.SweepAsync(CancellationToken.None)).ShouldBe(1);

        Should.Throw<FileNotFoundException>(() => blobs.OpenRead(orphan.Id));
        using var image = await doctor.GetAsync($"/doctor/scans/{kept.Text("scan_id")}/image");
        image.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>With a model that can be broken and mended.</summary>
    public sealed class BrokenModelApplication : InferenceApplication
    {
        private readonly byte[] _graph;
        private readonly string _graphPath;

        public BrokenModelApplication()
        {
            _graphPath = Path.Combine(BundleFolder, "model.onnx");
            _graph = File.ReadAllBytes(_graphPath);
        }

        public void BreakModel() => Reload([0]);

        public void MendModel() => Reload(_graph);

        private void Reload(byte[] graph)
        {
            File.WriteAllBytes(_graphPath, graph);
            Services.GetRequiredService<ModelRegistry>().Load();
        }
    }
}
