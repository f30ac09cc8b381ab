using System.Text.Json.Nodes;
using Csss.Inference.Models;
using Csss.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Inference.Tests.Models;

/// <summary>The registry is edited while the service runs.</summary>
public sealed class HotReloadTests : IAsyncLifetime
{
    private const string Next = "chest_xray/9.0.0";
    private readonly InferenceApplication _application = new();

    public ValueTask InitializeAsync() => _application.InitializeAsync();

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    [Fact]
    public async Task Another_version_takes_over_while_scans_flow_and_no_scan_fails()
    {
        using var doctor = _application.Doctor();
        var patient = _application.AddPatient();
        var before = Bundle.Manifest().Version;
        var seen = new List<string>();
        async Task UploadAsync()
        {
            var scan = await doctor.ClassifyAsync(patient, Repository.Radiograph());
            scan.Text("status").ShouldBe("completed");
            lock (seen) seen.Add(scan["prediction"]!["model"]!.Text("version"));
        }

        for (var round = 0; round < 10 || (!seen.Contains("9.0.0") && round < 500); round++)
        {
            if (round == 3) AddNext();
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => UploadAsync()));
        }

        seen.Count.ShouldBeGreaterThanOrEqualTo(40);
        seen.Distinct().Order().ShouldBe(new[] { before, "9.0.0" }.Order());
        await UploadAsync();
        seen[^1].ShouldBe("9.0.0");
    }

    [Fact]
    public async Task A_bad_bundle_does_not_replace_a_good_one_and_the_operator_is_told()
    {
        using var doctor = _application.Doctor();
        await StatusAsync(doctor, "Healthy");

        Bundle.Register(_application.ModelsFolder, ("chest_xray", Next, null), ("covid_xray", Bundle.Name, null));

        await StatusAsync(doctor, "Degraded");
        Registry.Current.Problems.ShouldContain(problem => problem.Contains("cannot be read"));
        Registry.Current.Problems.ShouldContain(problem => problem.StartsWith("chest_xray is still served by"));
        (await doctor.ClassifyAsync(_application.AddPatient(), Repository.Radiograph())).Text("status").ShouldBe("completed");

        AddNext();
        await StatusAsync(doctor, "Healthy");
        Registry.Find("chest_xray")!.Manifest.Version.ShouldBe("9.0.0");
    }

    [Fact]
    public async Task A_registry_that_is_being_written_changes_nothing()
    {
        using var doctor = _application.Doctor();
        await StatusAsync(doctor, "Healthy");
        var model = Registry.Find("chest_xray").ShouldNotBeNull();
        var path = Path.Combine(_application.ModelsFolder, "registry.json");
        var whole = File.ReadAllText(path);

        File.WriteAllText(path, whole[..20]);
        await StatusAsync(doctor, "Degraded");
        Registry.Find("chest_xray").ShouldBeSameAs(model);

        File.WriteAllText(path, whole);
        await StatusAsync(doctor, "Healthy");
        Registry.Find("chest_xray").ShouldBeSameAs(model, "an unchanged bundle is not loaded again");
    }

    [Fact]
    public async Task A_new_modality_whose_bundle_is_refused_is_not_offered_and_takes_nobody_down()
    {
        using var doctor = _application.Doctor();
        await StatusAsync(doctor, "Healthy");

        Bundle.Register(_application.ModelsFolder, ("chest_xray", Bundle.Name, null), ("lung_ct", Bundle.Name, null));

        await StatusAsync(doctor, "Degraded");
        Registry.Serves("lung_ct").ShouldBeFalse();
    }

    private ModelRegistry Registry => _application.Services.GetRequiredService<ModelRegistry>();

    private void AddNext()
    {
        Bundle.Add(_application.ModelsFolder, Next, manifest =>
        {
            manifest["version"] = "9.0.0";
            Bundle.OpenGate(manifest);
        });
        Bundle.Register(_application.ModelsFolder, ("chest_xray", Next, null), ("covid_xray", Bundle.Name, null));
    }

    private static Task StatusAsync(HttpClient client, string status) => Eventually.ShouldAsync($"the service is {status}", async () =>
    {
        using var response = await client.GetAsync("/health");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.Text("status");
    }, found => found == status);
}
