using System.Numerics.Tensors;

namespace Csss.Inference.Imaging;

/// <summary>
/// Resizes rows as they are decoded. It holds the result and the few rows that are not finished, never the full image, so that
/// 100 megapixels cost no more memory than one.
/// </summary>
internal sealed class TriangleResizer
{
    private readonly TriangleWeights _across, _down;
    private readonly Dictionary<int, float[]> _unfinished = [];
    private readonly Stack<float[]> _spare = [];
    private readonly float[] _result;
    private readonly int _inputWidth;
    private int _next;

    public TriangleResizer(int inputWidth, int inputHeight, int width, int height)
    {
        (_across, _down) = (new TriangleWeights(inputWidth, width), new TriangleWeights(inputHeight, height));
        _inputWidth = inputWidth;
        _result = new float[width * height];
    }

    public GreyImage Result => new(_across.Outputs, _down.Outputs, _result);

    /// <summary>Takes input row <paramref name="row"/>; rows come in order, each once.</summary>
    public void Add(int row, ReadOnlySpan<float> grey)
    {
        for (var output = _next; output < _down.Outputs && _down.First(output) <= row; output++)
        {
            if (_down.End(output) <= row) continue;

            var sum = Unfinished(output);
            TensorPrimitives.MultiplyAdd(grey, _down.Of(output)[row - _down.First(output)], sum, sum);
            if (_down.End(output) == row + 1) Finish(output, sum);
        }
    }

    private float[] Unfinished(int output)
    {
        if (_unfinished.TryGetValue(output, out var sum)) return sum;

        if (_spare.TryPop(out sum)) Array.Clear(sum);
        else sum = new float[_inputWidth];
        return _unfinished[output] = sum;
    }

    private void Finish(int output, float[] sum)
    {
        var line = _result.AsSpan(output * _across.Outputs, _across.Outputs);
        for (var x = 0; x < line.Length; x++)
        {
            var weights = _across.Of(x);
            line[x] = TensorPrimitives.Dot(weights, sum.AsSpan(_across.First(x), weights.Length));
        }

        _unfinished.Remove(output);
        _spare.Push(sum);
        if (output == _next) _next++;
    }
}
