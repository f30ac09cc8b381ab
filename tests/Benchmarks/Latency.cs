using System.Text.Json;
using System.Text.RegularExpressions;

namespace Csss.Benchmarks;

/// <summary>What a bundle's card says about time.</summary>
internal static partial class Latency
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true };

    public static void Write(string bundle, int repeats)
    {
        var times = Maps.Measure(File.ReadAllBytes(Path.Combine(bundle, "model.onnx")), repeats);
        var machine = FormattableString.Invariant($"{Processor()}, one thread, ONNX Runtime {typeof(Microsoft.ML.OnnxRuntime.InferenceSession).Assembly.GetName().Version?.ToString(3)}, medians of {repeats} repeats");
        var found = new { forward_ms = Math.Round(times[0], 2), forward_with_maps_ratio = Math.Round(times[1] / times[0], 3), machine };
        File.WriteAllText(Path.Combine(bundle, "latency.json"), JsonSerializer.Serialize(found, Layout) + "\n");
        Console.WriteLine($"{bundle}: {JsonSerializer.Serialize(found)}");
    }

    private static string Processor() =>
        File.Exists("/proc/cpuinfo") && ModelName().Match(File.ReadAllText("/proc/cpuinfo")) is { Success: true } name ? name.Groups[1].Value.Trim() : "unknown processor";

    [GeneratedRegex("model name\\s*:(.*)")]
    private static partial Regex ModelName();
}
