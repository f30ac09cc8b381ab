namespace Csss.Benchmarks;

/// <summary>What the activation maps, the gate and the out-of-distribution score cost on top of the plain network.</summary>
internal static class Maps
{
    private const int Passes = 10;

    public static void Run(byte[] graph, int repeats)
    {
        var times = Measure(graph, repeats);
        string[] names = ["plain graph (cut down to what logits need)", "all maps, gate and score (served)", "whole graph, asked for logits alone"];
        for (var i = 0; i < names.Length; i++)
            Console.WriteLine(FormattableString.Invariant($"one image    {names[i],-44} {times[i],7:0.00} ms       {times[i] / times[0],5:0.00} × plain"));
    }

    /// <summary>Median milliseconds a pass of one image: the plain graph, all that is served, and the whole graph asked for logits alone.</summary>
    public static double[] Measure(byte[] graph, int repeats)
    {
        using var whole = new Network(graph, threads: 1);
        using var plain = new Network(PlainGraph.Of(graph, "logits"), threads: 1);
        var image = Network.Batch.Of(1);
        Action Times(Network network, params string[] outputs) => () =>
        {
            for (var i = 0; i < Passes; i++) network.Run(image, outputs);
        };

        return [.. Median.Of(repeats, Times(plain, "logits"), Times(whole, "logits", "cams", "gate", "ood"), Times(whole, "logits")).Select(time => time / Passes)];
    }
}
