namespace Csss.Inference.Imaging;

/// <summary>
/// Which inputs along one axis make each output, and how much: a triangle filter, as wide as the reduction (antialiased), whose
/// weights are divided by their sum. The same numbers as PIL's BILINEAR on floats.
/// </summary>
internal sealed class TriangleWeights
{
    private readonly int[] _first;
    private readonly float[][] _weights;

    public TriangleWeights(int inputs, int outputs)
    {
        (_first, _weights) = (new int[outputs], new float[outputs][]);
        var scale = (double)inputs / outputs;
        var reach = Math.Max(scale, 1);
        for (var i = 0; i < outputs; i++)
        {
            var centre = (i + 0.5) * scale;
            var first = Math.Max(0, (int)Math.Floor(centre - reach + 0.5));
            var end = Math.Min(inputs, (int)Math.Floor(centre + reach + 0.5));
            var raw = Enumerable.Range(first, end - first).Select(j => Math.Max(0, 1 - (Math.Abs(j + 0.5 - centre) / reach))).ToArray();
            var sum = raw.Sum();
            _first[i] = first;
            _weights[i] = [.. raw.Select(weight => (float)(weight / sum))];
        }
    }

    public int Outputs => _first.Length;

    /// <summary>First input of an output.</summary>
    public int First(int output) => _first[output];

    /// <summary>One past the last input of an output.</summary>
    public int End(int output) => _first[output] + _weights[output].Length;

    /// <summary>Weights of the inputs from <see cref="First"/> on.</summary>
    public ReadOnlySpan<float> Of(int output) => _weights[output];
}
