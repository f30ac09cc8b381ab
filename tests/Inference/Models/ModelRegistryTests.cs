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

        registry.Problems.ShouldBeEmpty();
        registry.Find("chest_xray").ShouldNotBeNull().ShouldBeSameAs(registry.Find("covid_xray"));
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

    private string Refused()
    {
        var registry = Bundle.Registry(_folder);
        registry.Find("chest_xray").ShouldBeNull();
        var health = new ModelHealth(registry).CheckHealthAsync(new HealthCheckContext()).GetAwaiter().GetResult();
        health.Status.ShouldBe(HealthStatus.Unhealthy);
        return health.Description.ShouldNotBeNull();
    }

    private void Edit(Action<JsonNode> change)
    {
        var path = Path.Combine(_bundle, "model.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        change(manifest);
        File.WriteAllText(path, manifest.ToJsonString());
    }
}
