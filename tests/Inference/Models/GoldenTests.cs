using Csss.Inference.Models;

namespace Csss.Inference.Tests.Models;

/// <summary>Serving computes what training computed: the same input, probabilities, decision and Grad-CAM, for each bundle that is registered.</summary>
public sealed class GoldenTests
{
    /// <summary>Of a logit, which no tolerance of the bundle is about.</summary>
    private const double LogitTolerance = 0.1;

    public static TheoryData<string> Bundles => [.. Bundle.Names];

    public static TheoryData<string, string> Vectors =>
        [.. Bundle.Names.SelectMany(bundle => GoldenFile.Read(bundle).Vectors.Select(vector => (bundle, vector.File)))];

    public static TheoryData<string, int> Studies =>
        [.. Bundle.Names.SelectMany(bundle => Enumerable.Range(0, GoldenFile.Read(bundle).Studies?.Count ?? 0).Select(study => (bundle, study)))];

    [Theory]
    [MemberData(nameof(Bundles))]
    public void The_vectors_belong_to_the_model_that_is_served(string bundle) =>
        GoldenBundle.Open(bundle).Golden.ModelSha256.ShouldBe(GoldenBundle.Open(bundle).Model.Manifest.Onnx.Sha256);

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_input_is_the_same(string bundle, string file)
    {
        var golden = GoldenBundle.Open(bundle);
        var vector = golden.Find(file);
        var input = golden.InputOf(vector);

        var mean = input.Average(value => (double)value);
        mean.ShouldBe(vector.Tensor.Mean, 2e-3);
        Math.Sqrt(input.Average(value => (value - mean) * (value - mean))).ShouldBe(vector.Tensor.Std, 2e-3);
        for (var row = 0; row < 7; row++)
            for (var column = 0; column < 7; column++)
                Block(input, row, column).ShouldBe(vector.Tensor.Blocks[row][column], 5e-3);
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_probabilities_and_the_decision_are_the_same(string bundle, string file)
    {
        var golden = GoldenBundle.Open(bundle);
        var (vector, manifest) = (golden.Find(file), golden.Model.Manifest);

        var output = golden.Model.Run(golden.InputOf(vector));

        golden.ShouldBeProbabilities(Verdict.Of(output with { Gates = [float.MaxValue] }, manifest).Probabilities, vector.Probabilities);
        golden.OutcomeOf(Verdict.Of(output, manifest)).ShouldBe(vector.Decision);
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Grad_CAM_is_autograds(string bundle, string file)
    {
        var golden = GoldenBundle.Open(bundle);
        var vector = golden.Find(file);
        var cams = golden.Model.Run(golden.InputOf(vector)).Cams;

        var references = golden.Model.Manifest.Labels.Select(label => vector.Gradcam[label]).ToList();
        var largest = references.SelectMany(map => map).SelectMany(row => row).Max(Math.Abs);
        for (var label = 0; label < references.Count; label++)
            for (var cell = 0; cell < 49; cell++)
                cams[(label * 49) + cell].ShouldBe((float)references[label][cell / 7][cell % 7], (float)(golden.Golden.Tolerance.Cam * largest));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Studies))]
    public void A_study_is_judged_the_same(string bundle, int index)
    {
        var golden = GoldenBundle.Open(bundle);
        var (study, manifest) = (golden.Golden.Studies![index], golden.Model.Manifest);

        var output = golden.Model.Run([.. study.Files.Zip(study.Sha256s).SelectMany(file => golden.InputOf(study.Root, file.First, file.Second))]);

        var logits = StudyDecision.LogitsOf(output, manifest.Labels.Count);
        var expected = study.LogitsOf(manifest.Labels);
        for (var label = 0; label < expected.Length; label++) ((double)logits[label]).ShouldBe(expected[label], LogitTolerance);
        golden.ShouldBeProbabilities(Verdict.Of(output with { Gates = [.. output.Gates.Select(_ => 1e30f)] }, manifest).Probabilities, study.Probabilities);
        golden.OutcomeOf(Verdict.Of(output, manifest)).ShouldBe(study.Decision);
    }

    [Theory]
    [InlineData("noise"), InlineData("stripes"), InlineData("disc")]
    public void What_is_no_radiograph_does_not_pass_the_gate(string kind)
    {
        var model = GoldenBundle.Open(Bundle.Name).Model;
        var size = model.Manifest.Preprocess.Resize.Width;
        var random = new Random(1);
        float Level(int x, int y) => kind switch
        {
            "noise" => (random.NextSingle() * 2) - 1,
            "stripes" => x / 8 % 2 == 0 ? 1 : -1,
            _ => Math.Pow(x - (size / 2), 2) + Math.Pow(y - (size / 2), 2) < size * size / 16 ? 1 : -1,
        };

        Verdict.Of(model.Run([.. from y in Enumerable.Range(0, size) from x in Enumerable.Range(0, size) select Level(x, y)]), model.Manifest)
            .Refusal.ShouldBe("not_this_modality");
    }

    private static double Block(float[] input, int row, int column) =>
        Enumerable.Range(0, 32).Average(y => Enumerable.Range(0, 32).Average(x => (double)input[(((row * 32) + y) * 224) + (column * 32) + x]));
}
