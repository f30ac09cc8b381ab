using System.Text.Json.Nodes;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Inference.Scans;
using Csss.Inference.Shadow;
using Csss.Inference.Tests.Models;
using Csss.ServiceDefaults.Operations;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Inference.Tests.Shadow;

/// <summary>A candidate judges what another model answered, and nobody but the operator hears of it.</summary>
public sealed class ShadowTests(ShadowTests.ShadowApplication application) : IClassFixture<ShadowTests.ShadowApplication>
{
    private const string Version = "9.7.5-candidate";
    private readonly Guid _patient = application.AddPatient();

    [Fact]
    public async Task The_candidates_prediction_is_stored_once_and_shown_nowhere()
    {
        using var doctor = application.Doctor();
        var scan = await doctor.ClassifyAsync(_patient, Repository.Radiograph());
        var id = Guid.Parse(scan.Text("scan_id"));

        var shadow = (await application.ShadowsAsync(id)).ShouldHaveSingleItem();

        (shadow.ModelVersion, shadow.Rejection).ShouldBe((Version, null));
        shadow.ServedVersion.ShouldBe(scan["prediction"]!["model"]!.Text("version"));
        shadow.Label.ShouldBe(shadow.Probabilities.MaxBy(pair => pair.Value).Key);
        shadow.InferenceMs.ShouldBeGreaterThan(0);
        using var service = application.ClientAsService(Scopes.ScansRead);
        foreach (var seen in new[]
        {
            scan, await doctor.GetJsonAsync($"/doctor/scans/{id}"), await doctor.GetJsonAsync("/doctor/scans"), await service.GetJsonAsync($"/internal/scans/{id}"),
        })
            seen.ToJsonString().ShouldSatisfyAllConditions(text => text.ShouldNotContain(Version), text => text.ShouldNotContain("shadow"));
        Fields(await doctor.GetJsonAsync($"/doctor/scans/{id}")).ShouldBe(
            ["completed_at", "failure", "files", "gradcam", "modality", "notes", "patient_id", "prediction", "readings", "scan_id", "status", "uploaded_at", "uploaded_by"]);

        await application.ShouldPublishOnceAsync<PredictionCompleted>(message => message.ScanId == id);
        application.Harness.Published.Select<PredictionCompleted>().ShouldAllBe(sent => sent.Context.Message.ModelVersion != Version);
        (await application.CountRequestsAsync(id)).ShouldBe(0);
    }

    [Fact]
    public async Task A_scan_that_the_gate_refused_is_judged_too()
    {
        using var doctor = application.Doctor();
        using var blank = NetVips.Image.Black(300, 300);
        var scan = await doctor.ClassifyAsync(_patient, blank.Png());

        var shadow = (await application.ShadowsAsync(Guid.Parse(scan.Text("scan_id")))).ShouldHaveSingleItem();

        (shadow.Rejection, shadow.Label, shadow.Probabilities.Count).ShouldBe(("not_this_modality", null, 0));
    }

    [Fact]
    public async Task A_modality_without_a_candidate_and_a_file_that_no_model_saw_ask_for_nothing()
    {
        using var doctor = application.Doctor();
        var whole = TestImages.Pattern(600, 600).Jpeg();
        var other = await doctor.ClassifyAsync(_patient, Repository.Radiograph(), Modalities.CovidXray);
        var damaged = await doctor.ClassifyAsync(_patient, whole[..(whole.Length / 2)]);
        var last = await doctor.ClassifyAsync(_patient, Repository.Radiograph());

        await application.ShadowsAsync(Guid.Parse(last.Text("scan_id")));

        foreach (var id in new[] { other, damaged }.Select(scan => Guid.Parse(scan.Text("scan_id"))))
        {
            (await application.CountRequestsAsync(id)).ShouldBe(0);
            (await application.FindShadowsAsync(id)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task The_report_counts_where_the_two_agree_and_names_no_scan()
    {
        using var doctor = application.Doctor();
        var ids = new List<Guid>();
        foreach (var file in Repository.Radiographs().Take(3)) ids.Add(Guid.Parse((await doctor.ClassifyAsync(_patient, File.ReadAllBytes(file))).Text("scan_id")));
        foreach (var id in ids) await application.ShadowsAsync(id);

        var (exit, text) = await application.ReportAsync();

        exit.ShouldBe(0);
        text.ShouldContain(Version);
        text.ShouldContain("judged by both");
        text.ShouldContain("served (down), candidate (across)");
        foreach (var id in ids) text.ShouldNotContain(id.ToString());
        (await application.ReportAsync("unknown")).Exit.ShouldBe(2);
    }

    private static IEnumerable<string> Fields(JsonNode json) => json.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal);

    /// <summary>Chest radiographs have a candidate that always answers; the COVID question has none.</summary>
    public class ShadowApplication : InferenceApplication
    {
        public const string Candidate = "chest_xray/" + Version;

        public ShadowApplication()
        {
            Bundle.Add(ModelsFolder, Candidate, manifest =>
            {
                manifest["version"] = Version;
                Bundle.NeverAbstain(manifest);
            });
            Bundle.Register(ModelsFolder, ("chest_xray", Bundle.Name, Candidate), ("covid_xray", Bundle.Name, null));
        }

        internal Task<List<ShadowPrediction>> ShadowsAsync(Guid scanId) =>
            Eventually.ShouldAsync("the candidate judges the scan", () => FindShadowsAsync(scanId), found => found.Count > 0);

        internal Task<List<ShadowPrediction>> FindShadowsAsync(Guid scanId) =>
            ReadAsync(database => database.ShadowPredictions.AsNoTracking().Where(row => row.ScanId == scanId).ToListAsync());

        internal Task<int> CountRequestsAsync(Guid scanId) => ReadAsync(database => database.ShadowRequests.CountAsync(row => row.ScanId == scanId));

        internal async Task<T> ReadAsync<T>(Func<InferenceDb, Task<T>> read)
        {
            await using var scope = Services.CreateAsyncScope();
            return await read(scope.ServiceProvider.GetRequiredService<InferenceDb>());
        }

        /// <summary>One step of the candidate's work, as another replica would take it.</summary>
        internal async Task<bool> RunAsync()
        {
            await using var scope = Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<ShadowRun>().TryNextAsync(CancellationToken.None);
        }

        /// <summary>A scan that is queued and stays so: its message never comes.</summary>
        internal async Task<Guid> QueueSilentlyAsync()
        {
            var scan = new Scan
            {
                Id = Ids.New(), PatientId = Ids.New(), UploadedBy = Ids.New(), Modality = Modalities.ChestXray, UploadedAt = DateTimeOffset.UtcNow, Sha256 = new string('0', 64),
            };
            await ReadAsync(database =>
            {
                database.Scans.Add(scan);
                return database.SaveChangesAsync();
            });
            return scan.Id;
        }

        internal async Task<(int Exit, string Text)> ReportAsync(params string[] arguments)
        {
            await using var scope = Services.CreateAsyncScope();
            var command = scope.ServiceProvider.GetServices<IOperatorCommand>().Single(command => command.Name == "shadow-report");
            var output = new StringWriter();
            return (await command.RunAsync(arguments, output, CancellationToken.None), output.ToString());
        }
    }
}
