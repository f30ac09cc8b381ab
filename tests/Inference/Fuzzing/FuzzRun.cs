using System.Globalization;

namespace Csss.Inference.Tests.Fuzzing;

/// <summary>Inside the contained process: goes through its indices, says beforehand which comes next, and watches its own memory.</summary>
internal sealed class FuzzRun(string folder, int from, int count)
{
    private readonly SortedDictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private (long Rise, int Index) _most;
    private long _peak;

    public static string IndexIn(string folder) => Path.Combine(folder, "index");

    public static string SummaryIn(string folder) => Path.Combine(folder, "summary");

    /// <param name="mutate">From an index to what came of it, for the summary.</param>
    public async Task EachAsync(Func<int, Task<string>> mutate)
    {
        await using var progress = new FileStream(IndexIn(folder), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _peak = PeakBytes();
        var before = _peak;
        for (var index = from; index < from + count; index++)
        {
            progress.Position = 0;
            progress.Write(System.Text.Encoding.ASCII.GetBytes(index.ToString("D10", CultureInfo.InvariantCulture)));
            string outcome;
            try
            {
                outcome = await mutate(index);
                var peak = PeakBytes();
                if (peak - _peak > _most.Rise) _most = (peak - _peak, index);
                _peak = peak;
                _peak.ShouldBeLessThan(Fuzz.MemoryBytes, "peak of the resident memory");
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"Seed {Fuzz.Seed}, index {index}: {fault.Message}", fault);
            }

            _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
        }

        var outcomes = string.Join(", ", _outcomes.Select(pair => $"{pair.Key} {pair.Value}"));
        await File.WriteAllTextAsync(
            SummaryIn(folder), $"{count} from {from}, peak {_peak >> 20} MiB resident ({before >> 20} before the first; index {_most.Index} alone raised it by {_most.Rise >> 20}), managed heap {GC.GetTotalMemory(forceFullCollection: true) >> 20} MiB in the end: {outcomes}");
    }

    /// <summary>The kernel's own high-water mark of this process (VmHWM).</summary>
    private static long PeakBytes() =>
        long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
}
