namespace Csss.Benchmarks;

/// <summary>How fast a queue of scans empties: scan by scan on two workers, as served today, or in batches.</summary>
internal static class Batching
{
    private static readonly string[] Outputs = ["logits", "cams", "gate", "ood"];

    /// <summary>Scans that each measurement gets through, so that it is long enough to measure.</summary>
    private const int Scans = 48;

    public static void Run(byte[] graph, int repeats)
    {
        using var one = new Network(graph, threads: 1);
        using var two = new Network(graph, threads: 2);
        (string Name, Network Network, int Workers, int Largest)[] forms =
        [
            ("2 workers, batch 1, 1 thread each (served)", one, 2, 1),
            ("1 worker, batch up to 4, 2 threads", two, 1, 4),
            ("1 worker, batch up to 16, 2 threads", two, 1, 16),
            ("2 workers, batch up to 4, 1 thread each", one, 2, 4),
            ("2 workers, batch up to 8, 1 thread each", one, 2, 8),
        ];
        foreach (var waiting in new[] { 1, 4, 16 })
        {
            var times = Median.Of(repeats, [.. forms.Select(form => (Action)(() =>
            {
                for (var done = 0; done < Scans; done += waiting) Empty(form.Network, form.Workers, form.Largest, waiting);
            }))]);
            for (var i = 0; i < forms.Length; i++)
                Console.WriteLine(FormattableString.Invariant($"{waiting,3} waiting  {forms[i].Name,-44} {Scans / times[i] * 1000,7:0} scans/s  {times[0] / times[i],5:0.00} ×"));
        }
    }

    /// <summary>The queue is shared out evenly, as far as batches allow.</summary>
    private static void Empty(Network network, int workers, int largest, int waiting)
    {
        var batch = Batches[Math.Clamp((waiting + workers - 1) / workers, 1, largest)];
        var passes = (waiting + batch.Count - 1) / batch.Count;
        if (passes == 1) network.Run(batch, Outputs);
        else Parallel.For(0, passes, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ => network.Run(batch, Outputs));
    }

    private static readonly Dictionary<int, Network.Batch> Batches = new[] { 1, 2, 4, 8, 16 }.ToDictionary(count => count, Network.Batch.Of);
}
