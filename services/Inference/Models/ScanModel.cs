using Csss.ServiceDefaults.Telemetry;
using Microsoft.ML.OnnxRuntime;

namespace Csss.Inference.Models;

/// <summary>A loaded network. One session serves every caller: running it is thread-safe.</summary>
internal sealed class ScanModel : IDisposable
{
    private static readonly string[] Outputs = ["logits", "cams", "gate", "ood"];

    /// <summary>What a forward pass holds for each file: the widest layer of a MobileNetV2 at 224 × 224, its input and its output (seen: half a gibibyte for 64 files).</summary>
    private const long BytesPerFile = 9L << 20;
    private readonly InferenceSession _session;

    private ScanModel(ModelBundle bundle, InferenceSession session) => (Manifest, Fingerprint, _session) = (bundle.Manifest, bundle.Fingerprint, session);

    public ModelManifest Manifest { get; }

    /// <summary>The bundle's.</summary>
    public string Fingerprint { get; }

    /// <summary>Loads a verified bundle and runs it, so that the first scan is as fast as the second, and a study is known to fit.</summary>
    /// <exception cref="ModelRefusedException">The graph's names or shapes are not the contract's.</exception>
    public static ScanModel Load(ModelBundle bundle)
    {
        try
        {
            var model = new ScanModel(bundle, new InferenceSession(bundle.Graph, Options()));
            try
            {
                model.Verify();
                model.Run(new float[model.Manifest.Preprocess.Pixels]);
                if (bundle.Manifest.Study is { } study) model.Run(new float[model.Manifest.Preprocess.Pixels * Math.Max(2, study.Smallest ?? 0)]);
                return model;
            }
            catch
            {
                model.Dispose();
                throw;
            }
        }
        catch (OnnxRuntimeException unusable)
        {
            throw new ModelRefusedException($"{bundle.Manifest.Name} {bundle.Manifest.Version}: the graph does not load: {unusable.Message}", unusable);
        }
    }

    /// <summary>One forward pass: logits, class activation maps, gate and out-of-distribution score together, of all files at once.</summary>
    /// <param name="inputs">One after the other.</param>
    public ModelOutput Run(float[] inputs)
    {
        using var activity = CsssActivities.Source.StartActivity("forward");
        using var options = new RunOptions();
        var files = inputs.Length / Manifest.Preprocess.Pixels;
        // What a study takes, the session would keep for ever.
        if (files > 1) options.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        return Forward(inputs, files, options);
    }

    /// <summary>How much memory such a pass holds while it runs.</summary>
    public long BytesFor(float[] inputs) => inputs.Length / Manifest.Preprocess.Pixels * BytesPerFile;

    public void Dispose() => _session.Dispose();

    private ModelOutput Forward(float[] inputs, int files, RunOptions options)
    {
        var size = Manifest.Preprocess.Resize;
        var study = Manifest.Study is { Output: { } output, Smallest: { } smallest } && files > 1 && files >= smallest ? output : null;
        using var images = OrtValue.CreateTensorValueFromMemory(inputs, [files, 1, size.Height, size.Width]);
        using var results = _session.Run(options, [Manifest.Input.Name], [images], study is null ? Outputs : [.. Outputs, study]);
        return new ModelOutput(Floats(results[0]), Floats(results[1]), Floats(results[2]), Floats(results[3]), study is null ? null : Floats(results[4]));
    }

    private static float[] Floats(OrtValue value) => value.GetTensorDataAsSpan<float>().ToArray();

    /// <summary>One thread a forward pass: two scans at once use two cores better than one scan on both, and 4 ms is soon enough.</summary>
    private static Microsoft.ML.OnnxRuntime.SessionOptions Options()
    {
        var options = new Microsoft.ML.OnnxRuntime.SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    private void Verify()
    {
        var classes = Manifest.Labels.Count;
        Expect(_session.InputMetadata, Manifest.Input.Name, [-1, 1, Manifest.Preprocess.Resize.Height, Manifest.Preprocess.Resize.Width]);
        Expect(_session.OutputMetadata, "logits", [-1, classes]);
        Expect(_session.OutputMetadata, "cams", [-1, classes, ModelOutput.MapSide, ModelOutput.MapSide]);
        Expect(_session.OutputMetadata, "gate", [-1]);
        Expect(_session.OutputMetadata, "ood", [-1]);
        if (Manifest.Study?.Output is { } study) Expect(_session.OutputMetadata, study, [1, classes]);
    }

    private void Expect(IReadOnlyDictionary<string, NodeMetadata> nodes, string name, int[] shape)
    {
        if (!nodes.TryGetValue(name, out var node) || node.ElementType != typeof(float) || !node.Dimensions.SequenceEqual(shape))
            throw new ModelRefusedException($"{Manifest.Name} {Manifest.Version}: the graph has no float '{name}' of shape [{string.Join(", ", shape)}].");
    }
}
