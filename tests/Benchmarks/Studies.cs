using System.Diagnostics;

namespace Csss.Benchmarks;

/// <summary>What the largest study costs: time, and memory that the process keeps.</summary>
internal static class Studies
{
    public static void Run(byte[] graph)
    {
        using var network = new Network(graph, threads: 1);
        foreach (var files in new[] { 1, 12, 64 })
        {
            var batch = Network.Batch.Of(files);
            var milliseconds = Median.Of(3, () => network.RunAndGiveBack(batch, "logits", "cams", "gate", "ood"))[0];
            using var self = Process.GetCurrentProcess();
            Console.WriteLine(FormattableString.Invariant(
                $"study        {files,2} files in one pass {milliseconds,27:0} ms       {self.WorkingSet64 >> 20,5} MiB now, {self.PeakWorkingSet64 >> 20} MiB at most"));
        }
    }
}
