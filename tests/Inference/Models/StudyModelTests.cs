using System.Text.Json.Nodes;
using Csss.Inference.Models;

namespace Csss.Inference.Tests.Models;

/// <summary>Several files through one graph, in one forward pass.</summary>
public sealed class StudyModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csss-models-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_file_gets_what_it_would_get_alone()
    {
        var model = Load("study");
        var images = Images(model, 4);

        var together = model.Run([.. images.SelectMany(image => image)]);

        together.Files.ShouldBe(4);
        for (var file = 0; file < 4; file++)
        {
            var alone = model.Run(images[file]);
            together.Gates[file].ShouldBe(alone.Gates[0], 1e-3f);
            together.Oods[file].ShouldBe(alone.Oods[0], 1e-3f);
            Close(together.Logits, alone.Logits, file);
            Close(together.Cams, alone.Cams, file);
            alone.Study.ShouldBeNull();
        }
    }

    [Fact]
    public void From_the_smallest_study_on_the_graph_judges_it_as_a_whole()
    {
        var model = Load("study");
        var images = Images(model, 3);
        var labels = model.Manifest.Labels.Count;

        model.Run([.. images[0], .. images[1]]).Study.ShouldBeNull();
        var study = model.Run([.. images[0], .. images[1], .. images[2]]);

        study.Study.ShouldNotBeNull().Length.ShouldBe(labels);
        for (var label = 0; label < labels; label++)
            study.Study[label].ShouldBe(Enumerable.Range(0, 3).Max(file => study.Logits[(file * labels) + label]), 1e-4f);
    }

    [Fact]
    public void Without_an_output_of_its_own_a_study_is_the_mean_of_its_files()
    {
        var model = Load(null);
        var images = Images(model, 5);
        var labels = model.Manifest.Labels.Count;

        var output = model.Run([.. images.SelectMany(image => image)]);

        output.Study.ShouldBeNull();
        StudyDecision.LogitsOf(output, labels)[1].ShouldBe(Enumerable.Range(0, 5).Average(file => output.Logits[(file * labels) + 1]), 1e-5f);
    }

    [Theory]
    [InlineData("another", "no float 'another'"), InlineData("logits", "no float 'logits' of shape [1, ")]
    public void A_study_output_that_the_graph_has_not_is_refused(string output, string why) =>
        Should.Throw<ModelRefusedException>(() => Load("study", manifest => manifest["study"]!["output"] = output)).Message.ShouldContain(why);

    [Fact]
    public void A_study_output_of_another_number_of_labels_is_refused() =>
        Should.Throw<ModelRefusedException>(() => Load("study", of: "features")).Message.ShouldContain("no float 'study' of shape [1, 3]");

    [Theory]
    [InlineData("temperature", "0"), InlineData("smallest", "0"), InlineData("smallest", "65"), InlineData("smallest", "null"), InlineData("minimum_confidence", "{}")]
    public void A_study_that_is_not_described_in_full_is_refused(string field, string value) =>
        Should.Throw<ModelRefusedException>(() => Load("study", manifest => manifest["study"]![field] = JsonNode.Parse(value))).Message.ShouldContain("study");

    [Fact]
    public void A_field_that_is_missing_is_told_by_its_name() =>
        Should.Throw<ModelRefusedException>(() => Load("study", manifest => manifest["study"]!.AsObject().Remove("gate_floor"))).Message.ShouldContain("gate_floor");

    private ScanModel Load(string? output, Action<JsonNode>? edit = null, string of = "logits")
    {
        var labels = Bundle.Manifest().Labels.Count;
        return ScanModel.Load(ModelBundle.Read(Bundle.Add(_folder, "study/1.0.0", manifest =>
        {
            Bundle.JudgeStudies(manifest, output);
            edit?.Invoke(manifest);
        }, graph => OnnxGraph.AddStudyOutput(graph, "ReduceMax", of, "study", of == "logits" ? labels : 1280))));
    }

    private static List<float[]> Images(ScanModel model, int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, model.Manifest.Preprocess.Pixels).Select(_ => (random.NextSingle() * 2) - 1).ToArray())];
    }

    private static void Close(float[] together, float[] alone, int file)
    {
        for (var i = 0; i < alone.Length; i++) together[(file * alone.Length) + i].ShouldBe(alone[i], 1e-3f);
    }
}
