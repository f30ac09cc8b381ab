using System.Text.Json.Nodes;
using Csss.Inference.Models;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Csss.Inference.Tests.Shadow;

/// <summary>Candidates that fail, and services that die before they ran.</summary>
public sealed class ShadowRecoveryTests
{
    [Fact]
    public async Task What_waited_for_the_candidate_is_judged_after_a_restart_and_once()
    {
        await using var application = new ShadowTests.ShadowApplication();
        await application.InitializeAsync();
        var graph = Path.Combine(application.ModelsFolder, ShadowTests.ShadowApplication.Candidate, "model.onnx");
        var whole = File.ReadAllBytes(graph);
        File.WriteAllBytes(graph, whole[..1000]);
        using var doctor = application.Doctor();
        var scan = await doctor.ClassifyAsync(application.AddPatient(), Repository.Radiograph());
        var id = Guid.Parse(scan.Text("scan_id"));
        scan.Text("status").ShouldBe("completed");
        (await application.CountRequestsAsync(id)).ShouldBe(1);
        await application.Services.GetRequiredService<IHost>().StopAsync();

        File.WriteAllBytes(graph, whole);
        await using var restarted = application.WithWebHostBuilder(_ => { });
        using var client = restarted.CreateClient();
        await using var scope = restarted.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<InferenceDb>();

        await Eventually.ShouldAsync("the request is done", async () => !await database.ShadowRequests.AnyAsync());
        (await database.ShadowPredictions.CountAsync(row => row.ScanId == id)).ShouldBe(1);
    }

    [Fact]
    public async Task A_candidate_that_fails_on_a_scan_is_tried_again_later_and_the_answer_stands()
    {
        await using var application = new ShadowTests.ShadowApplication();
        await application.InitializeAsync();
        using var doctor = application.Doctor();
        var patient = application.AddPatient();
        var scan = await BlockedAsync(application, () => doctor.ClassifyAsync(patient, Repository.Radiograph()));
        var id = Guid.Parse(scan.Text("scan_id"));

        var request = await Eventually.ShouldAsync("the run fails", () => application.ReadAsync(database => database.ShadowRequests.AsNoTracking().SingleAsync(row => row.ScanId == id)), row => row.Failures == 1);

        request.NextRunAt.ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddSeconds(30));
        (await application.FindShadowsAsync(id)).ShouldBeEmpty();
        var after = await doctor.GetJsonAsync($"/doctor/scans/{id}");
        after["prediction"]!.ToJsonString().ShouldBe(scan["prediction"]!.ToJsonString());
        after.Text("status").ShouldBe("completed");
    }

    [Fact]
    public async Task While_a_scan_waits_for_its_answer_the_candidate_waits()
    {
        await using var application = new ShadowTests.ShadowApplication();
        await application.InitializeAsync();
        using var doctor = application.Doctor();
        await doctor.GetJsonAsync("/doctor/scans");
        var waiting = await application.QueueSilentlyAsync();

        var id = Guid.Parse((await doctor.ClassifyAsync(application.AddPatient(), Repository.Radiograph())).Text("scan_id"));
        (await application.RunAsync()).ShouldBeFalse();
        (await application.CountRequestsAsync(id)).ShouldBe(1);
        (await application.FindShadowsAsync(id)).ShouldBeEmpty();

        await application.ReadAsync(database => database.Scans.Where(scan => scan.Id == waiting).ExecuteDeleteAsync());
        await application.ShadowsAsync(id);
    }

    [Fact]
    public async Task Several_workers_at_once_leave_one_prediction()
    {
        await using var application = new ShadowTests.ShadowApplication();
        await application.InitializeAsync();
        using var doctor = application.Doctor();
        var waiting = await application.QueueSilentlyAsync();
        var id = Guid.Parse((await doctor.ClassifyAsync(application.AddPatient(), Repository.Radiograph())).Text("scan_id"));

        await application.ReadAsync(database => database.Scans.Where(scan => scan.Id == waiting).ExecuteDeleteAsync());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => application.RunAsync()));

        (await application.ShadowsAsync(id)).Count.ShouldBe(1);
        await Eventually.ShouldAsync("no request is left", async () => await application.CountRequestsAsync(id) == 0);
    }

    /// <summary>The scan is answered while its candidate is away; before that one comes, the stored file goes.</summary>
    private static async Task<JsonNode> BlockedAsync(ShadowTests.ShadowApplication application, Func<Task<JsonNode>> classifyAsync)
    {
        var graph = Path.Combine(application.ModelsFolder, ShadowTests.ShadowApplication.Candidate, "model.onnx");
        var whole = File.ReadAllBytes(graph);
        var registry = application.Services.GetRequiredService<ModelRegistry>();
        File.WriteAllBytes(graph, whole[..1000]);
        await Eventually.ShouldAsync("the candidate is away", () => Task.FromResult(registry.Current.Candidates.Count == 0));
        var scan = await classifyAsync();
        foreach (var blob in Directory.EnumerateFiles(Path.Combine(application.StorageDirectory, "blobs"), "*", SearchOption.AllDirectories)) File.Delete(blob);
        File.WriteAllBytes(graph, whole);
        return scan;
    }
}
