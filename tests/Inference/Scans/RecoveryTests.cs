using System.Net;
using Csss.Contracts.Events;
using Csss.Inference.Uploads;
using Csss.Storage.Blobs;
using Csss.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Inference.Tests.Scans;

/// <summary>What goes wrong, and how it is mended.</summary>
public sealed class RecoveryTests(InferenceApplication application) : IClassFixture<InferenceApplication>
{
    [Fact]
    public async Task A_redelivered_upload_changes_nothing()
    {
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
}
