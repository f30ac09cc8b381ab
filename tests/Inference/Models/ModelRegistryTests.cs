using System.Text.Json.Nodes;
using Csss.Inference.Models;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Csss.Inference.Tests.Models;

public sealed class ModelRegistryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csss-models-").FullName;
    private readonly string _bundle;

    public ModelRegistryTests() => _bundle = Bundle.Copy(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_repositorys_bundle_serves_both_chest_modalities_with_one_model()
    {
        var registry = Bundle.Registry();

        registry.Current.Problems.ShouldBeEmpty();
        registry.Find("chest_xray").ShouldNotBeNull().ShouldBeSameAs(registry.Find("covid_xray"));
    }

    [Fact]
    public void A_modality_that_the_registry_does_not_name_has_no_model()
    {
        var registry = Bundle.Registry(_folder);

        registry.Serves("chest_xray").ShouldBeTrue();
        registry.Serves("lung_ct").ShouldBeFalse();
    }

    [Fact]
    public void A_graph_with_another_hash_is_refused_and_the_service_is_red()
    {
        File.AppendAllText(Path.Combine(_bundle, "model.onnx"), "x");

        Refused().ShouldContain("SHA-256");
    }

    [Fact]
    public void A_missing_bundle_is_refused()
    {
        Directory.Delete(_bundle, recursive: true);

        Refused().ShouldContain("cannot be read");
    }

    [Fact]
    public void A_manifest_of_another_schema_is_refused()
    {
        Edit(manifest => manifest["schema"] = 2);

        Refused().ShouldContain("schema 2");
    }

    [Fact]
    public void Labels_that_do_not_fit_the_graph_are_refused()
    {
        Edit(manifest =>
        {
            manifest["labels"]!.AsArray().Add("Another");
            manifest["abstention"]!["minimum_confidence"]!["Another"] = 0.5;
        });

        Refused().ShouldContain("logits");
    }

    [Fact]
    public void Preprocessing_that_we_do_not_do_is_refused()
    {
        Edit(manifest => manifest["preprocess"]!["resize"]!["filter"] = "lanczos");

        Refused().ShouldContain("pre-processing");
    }

    [Fact]
    public void A_missing_registry_is_refused()
    {
        File.Delete(Path.Combine(_folder, "registry.json"));

        Refused().ShouldContain("registry.json");
    }

    [Fact]
    public void A_bundle_for_another_modality_is_refused_and_goes_on_serving_its_own()
    {
        Bundle.Register(_folder, ("chest_xray", Bundle.Name, null), ("lung_ct", Bundle.Name, null));

        var registry = Bundle.Registry(_folder);

        registry.Find("chest_xray").ShouldNotBeNull();
        registry.Find("lung_ct").ShouldBeNull();
        registry.Current.Problems.ShouldHaveSingleItem().ShouldContain("registry.json names it for lung_ct");
        HealthOf(registry).ShouldBe(HealthStatus.Unhealthy);
    }

    [Fact]
    public void A_bundle_that_cannot_judge_studies_is_refused_for_a_modality_of_studies()
    {
        Edit(manifest => manifest["modalities"]!.AsArray().Add("lung_ct"));
        Bundle.Register(_folder, ("lung_ct", Bundle.Name, null));

        Bundle.Registry(_folder).Current.Problems.ShouldHaveSingleItem().ShouldContain("\"study\"");
    }

    [Fact]
    public void Preprocessing_to_another_size_than_the_inputs_is_refused()
    {
        Edit(manifest => manifest["preprocess"]!["resize"]!["width"] = 192);

        Refused().ShouldContain("192 × 224");
    }

    [Fact]
    public void An_input_shape_that_is_not_the_graphs_is_refused()
    {
        Edit(manifest =>
        {
            manifest["preprocess"]!["resize"]!["width"] = 192;
            manifest["input"]!["shape"]![3] = 192;
        });

        Refused().ShouldContain("no float 'image' of shape [-1, 1, 224, 192]");
    }

    [Fact]
    public void A_manifest_that_lacks_a_part_is_refused_by_its_name()
    {
        Edit(manifest => manifest.AsObject().Remove("gate"));

        Refused().ShouldContain("gate");
    }

    [Theory]
    [InlineData("{}"), InlineData("{\"chest_xray\": null}"), InlineData("{\"chest_xray\": {}}"), InlineData("{\"chest_xray\": {\"bun")]
    public void A_registry_that_says_nothing_is_refused(string text)
    {
        File.WriteAllText(Path.Combine(_folder, "registry.json"), text);

        Refused().ShouldContain("registry.json cannot be read");
    }

    [Fact]
    public void A_refused_candidate_does_not_touch_the_model_that_serves()
    {
        Bundle.Register(_folder, ("chest_xray", Bundle.Name, "chest_xray/none"));

        var registry = Bundle.Registry(_folder);

        registry.Find("chest_xray").ShouldNotBeNull();
        (registry.HasCandidate("chest_xray"), registry.Current.Candidates.Count).ShouldBe((true, 0));
        HealthOf(registry).ShouldBe(HealthStatus.Degraded);
    }

    [Fact]
    public void A_candidate_that_already_serves_is_none()
    {
        Bundle.Register(_folder, ("chest_xray", Bundle.Name, Bundle.Name));

        var registry = Bundle.Registry(_folder);

        (registry.HasCandidate("chest_xray"), registry.Current.Candidates.Count).ShouldBe((false, 0));
        HealthOf(registry).ShouldBe(HealthStatus.Healthy);
    }

    private string Refused()
    {
        var registry = Bundle.Registry(_folder);
        registry.Find("chest_xray").ShouldBeNull();
        HealthOf(registry).ShouldBe(HealthStatus.Unhealthy);
        return string.Join(" ", registry.Current.Problems);
    }

    private static HealthStatus HealthOf(ModelRegistry registry) =>
        new ModelHealth(registry).CheckHealthAsync(new HealthCheckContext()).GetAwaiter().GetResult().Status;

    private void Edit(Action<JsonNode> change) => Bundle.Edit(_bundle, change);
}
