using Microsoft.ML.OnnxRuntime;

namespace Csss.Benchmarks;

/// <summary>A graph in a session with the serving service's settings, but for the number of threads.</summary>
internal sealed class Network : IDisposable
{
    private const int Side = 224;
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly RunOptions _runAndGiveBack = new();

    public Network(byte[] graph, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        _runAndGiveBack.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(graph, options);
    }

    /// <summary>One forward pass over a batch of noise.</summary>
    public void Run(Batch batch, params IReadOnlyCollection<string> outputs) => Run(_run, batch, outputs);

    /// <summary>The same, after which the session gives its memory back, as the service does after a study.</summary>
    public void RunAndGiveBack(Batch batch, params IReadOnlyCollection<string> outputs) => Run(_runAndGiveBack, batch, outputs);

    public void Dispose()
    {
        _run.Dispose();
        _runAndGiveBack.Dispose();
        _session.Dispose();
    }

    private void Run(RunOptions options, Batch batch, IReadOnlyCollection<string> outputs)
    {
        using var image = OrtValue.CreateTensorValueFromMemory(batch.Pixels, [batch.Count, 1, Side, Side]);
        using var results = _session.Run(options, [_session.InputNames[0]], [image], outputs);
    }

    internal sealed record Batch(int Count, float[] Pixels)
    {
        public static Batch Of(int count)
        {
            var random = new Random(count);
            return new Batch(count, [.. Enumerable.Range(0, count * Side * Side).Select(_ => (random.NextSingle() * 2) - 1)]);
        }
    }
}
