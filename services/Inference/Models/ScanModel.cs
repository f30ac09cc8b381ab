using Csss.ServiceDefaults.Telemetry;
using Microsoft.ML.OnnxRuntime;

namespace Csss.Inference.Models;

/// <summary>A loaded network. One session serves every caller: running it is thread-safe.</summary>
internal sealed class ScanModel : IDisposable
{
    private static readonly string[] Outputs = ["logits", "cams", "gate", "ood"];
    private readonly InferenceSession _session;
    private readonly long[] _shape;

    private ScanModel(ModelManifest manifest, InferenceSession session)
    {
        (Manifest, _session) = (manifest, session);
        _shape = [1, 1, manifest.Preprocess.Resize.Height, manifest.Preprocess.Resize.Width];
    }

    public ModelManifest Manifest { get; }

    /// <summary>Loads a verified bundle and runs it once, so that the first scan is as fast as the second.</summary>
    /// <exception cref="ModelRefusedException">The graph's names or shapes are not the contract's.</exception>
    public static ScanModel Load(ModelBundle bundle)
    {
        try
        {
            var model = new ScanModel(bundle.Manifest, new InferenceSession(bundle.Graph, Options()));
            try
            {
                model.Verify();
                model.Run(new float[model._shape[2] * model._shape[3]]);
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

    /// <summary>One forward pass: logits, class activation maps, gate and out-of-distribution score together.</summary>
    public ModelOutput Run(float[] input)
    {
        using var activity = CsssActivities.Source.StartActivity("forward");
        using var options = new RunOptions();
        using var image = OrtValue.CreateTensorValueFromMemory(input, _shape);
        using var results = _session.Run(options, [Manifest.Input.Name], [image], Outputs);
        return new ModelOutput(
            Floats(results[0]), Floats(results[1]), results[2].GetTensorDataAsSpan<float>()[0], results[3].GetTensorDataAsSpan<float>()[0]);
    }

    public void Dispose() => _session.Dispose();

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
        Expect(_session.InputMetadata, Manifest.Input.Name, [-1, 1, (int)_shape[2], (int)_shape[3]]);
        Expect(_session.OutputMetadata, "logits", [-1, classes]);
        Expect(_session.OutputMetadata, "cams", [-1, classes, ModelOutput.MapSide, ModelOutput.MapSide]);
        Expect(_session.OutputMetadata, "gate", [-1]);
        Expect(_session.OutputMetadata, "ood", [-1]);
    }

    private void Expect(IReadOnlyDictionary<string, NodeMetadata> nodes, string name, int[] shape)
    {
        if (!nodes.TryGetValue(name, out var node) || node.ElementType != typeof(float) || !node.Dimensions.SequenceEqual(shape))
            throw new ModelRefusedException($"{Manifest.Name} {Manifest.Version}: the graph has no float '{name}' of shape [{string.Join(", ", shape)}].");
    }
}
