using System.Collections.Concurrent;
using System.Security.Cryptography;
using Csss.Inference.Imaging;
using Csss.Inference.Models;

namespace Csss.Inference.Tests.Models;

/// <summary>A bundle of the repository, loaded, with its golden vectors.</summary>
internal sealed class GoldenBundle(string name)
{
    private static readonly ConcurrentDictionary<string, Lazy<GoldenBundle>> Opened = new(StringComparer.Ordinal);

    public GoldenFile Golden { get; } = GoldenFile.Read(name);

    public ScanModel Model { get; } = ScanModel.Load(ModelBundle.Read(Bundle.FolderOf(name)));

    public static GoldenBundle Open(string name) => Opened.GetOrAdd(name, bundle => new Lazy<GoldenBundle>(() => new GoldenBundle(bundle))).Value;

    public GoldenVector Find(string file) => Golden.Vectors.Single(vector => vector.File == file);

    public float[] InputOf(GoldenVector vector) => InputOf(vector.Root, vector.File, vector.Sha256);

    /// <summary>Decoded and pre-processed as serving does it; skips the test where the file is not.</summary>
    public float[] InputOf(string root, string file, string sha256)
    {
        var path = Path.Combine(root == "repository" ? Repository.Root : Repository.SharedData, file);
        Assert.SkipUnless(File.Exists(path), $"{file} is not here: it is shared data, which the repository does not hold.");
        var bytes = File.ReadAllBytes(path);
        Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(sha256);
        var spec = Model.Manifest.Preprocess;
        using var image = ImageFile.Open(new MemoryStream(bytes), new ImageLimits());
        return ModelInput.FromGrey(image.Decode(spec.Resize.Width, spec.Resize.Height, spec.Margin, CancellationToken.None), spec)!;
    }

    public GoldenDecision OutcomeOf(Verdict verdict) => verdict switch
    {
        { Refusal: { } reason } => new("rejected", null, reason),
        { AbstainReason: { } reason } => new("abstained", null, reason),
        _ => new("classified", Model.Manifest.Labels[verdict.Winner], null),
    };

    public void ShouldBeProbabilities(double[] probabilities, IReadOnlyDictionary<string, double> expected)
    {
        for (var label = 0; label < probabilities.Length; label++)
            probabilities[label].ShouldBe(expected[Model.Manifest.Labels[label]], Golden.Tolerance.Probability);
    }
}
