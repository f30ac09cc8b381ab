using System.Security.Cryptography;
using Csss.Inference.Imaging;
using Csss.Inference.Models;

namespace Csss.Inference.Tests.Models;

/// <summary>Serving computes what training computed: the same input, probabilities, decision and Grad-CAM, image by image.</summary>
public sealed class GoldenTests
{
    private static readonly GoldenFile Golden = GoldenFile.Read();
    private static readonly ScanModel Model = Bundle.Registry().Find("chest_xray")!;

    public static TheoryData<string> Files => [.. Golden.Vectors.Select(vector => vector.File)];

    [Fact]
    public void The_vectors_belong_to_the_model_that_is_served() => Golden.ModelSha256.ShouldBe(Model.Manifest.Onnx.Sha256);

    [Theory]
    [MemberData(nameof(Files))]
    public void The_input_is_the_same(string name)
    {
        var vector = Find(name);
        var input = InputOf(vector);

        var mean = input.Average(value => (double)value);
        mean.ShouldBe(vector.Tensor.Mean, 2e-3);
        Math.Sqrt(input.Average(value => (value - mean) * (value - mean))).ShouldBe(vector.Tensor.Std, 2e-3);
        for (var row = 0; row < 7; row++)
            for (var column = 0; column < 7; column++)
                Block(input, row, column).ShouldBe(vector.Tensor.Blocks[row][column], 5e-3);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_probabilities_and_the_decision_are_the_same(string name)
    {
        var vector = Find(name);
        var output = Model.Run(InputOf(vector));
        var verdict = Verdict.Of(output, Model.Manifest);
        var probabilities = Verdict.Of(output with { Gate = float.MaxValue }, Model.Manifest).Probabilities;

        for (var label = 0; label < probabilities.Length; label++)
            probabilities[label].ShouldBe(vector.Probabilities[Model.Manifest.Labels[label]], Golden.Tolerance.Probability);
        OutcomeOf(verdict).ShouldBe(vector.Decision);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Grad_CAM_is_autograds(string name)
    {
        var vector = Find(name);
        var cams = Model.Run(InputOf(vector)).Cams;

        var references = Model.Manifest.Labels.Select(label => vector.Gradcam[label]).ToList();
        var largest = references.SelectMany(map => map).SelectMany(row => row).Max(Math.Abs);
        for (var label = 0; label < references.Count; label++)
            for (var cell = 0; cell < 49; cell++)
                cams[(label * 49) + cell].ShouldBe((float)references[label][cell / 7][cell % 7], (float)(Golden.Tolerance.Cam * largest));
    }

    [Theory]
    [InlineData("noise"), InlineData("stripes"), InlineData("disc")]
    public void What_is_no_radiograph_does_not_pass_the_gate(string kind)
    {
        var size = Model.Manifest.Preprocess.Resize.Width;
        var random = new Random(1);
        float Level(int x, int y) => kind switch
        {
            "noise" => (random.NextSingle() * 2) - 1,
            "stripes" => x / 8 % 2 == 0 ? 1 : -1,
            _ => Math.Pow(x - (size / 2), 2) + Math.Pow(y - (size / 2), 2) < size * size / 16 ? 1 : -1,
        };

        Verdict.Of(Model.Run([.. from y in Enumerable.Range(0, size) from x in Enumerable.Range(0, size) select Level(x, y)]), Model.Manifest)
            .Refusal.ShouldBe("not_this_modality");
    }

    private static GoldenVector Find(string name)
    {
        var vector = Golden.Vectors.Single(candidate => candidate.File == name);
        Assert.SkipUnless(File.Exists(vector.Path), $"{name} is not here: it is shared data, which the repository does not hold.");
        return vector;
    }

    private static float[] InputOf(GoldenVector vector)
    {
        var bytes = File.ReadAllBytes(vector.Path);
        Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(vector.Sha256);
        var spec = Model.Manifest.Preprocess;
        using var file = ImageFile.Open(new MemoryStream(bytes), new ImageLimits());
        return ModelInput.FromGrey(file.Decode(spec.Resize.Width, spec.Resize.Height, spec.Margin, CancellationToken.None), spec)!;
    }

    private static double Block(float[] input, int row, int column) =>
        Enumerable.Range(0, 32).Average(y => Enumerable.Range(0, 32).Average(x => (double)input[(((row * 32) + y) * 224) + (column * 32) + x]));

    private static GoldenDecision OutcomeOf(Verdict verdict) => verdict switch
    {
        { Refusal: { } reason } => new("rejected", null, reason),
        { AbstainReason: { } reason } => new("abstained", null, reason),
        _ => new("classified", Model.Manifest.Labels[verdict.Winner], null),
    };
}
