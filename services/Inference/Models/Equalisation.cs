namespace Csss.Inference.Models;

/// <summary>Histogram equalisation by ranks, in part: how many other values of the same image are smaller.</summary>
internal static class Equalisation
{
    /// <summary>
    /// Replaces each value x by (1 − share) · x + share · r(x), where r(x) is its mid-rank as a fraction: the number of smaller values and half
    /// the number of equal ones (itself included), over all.
    /// </summary>
    public static void Blend(float[] values, double share)
    {
        var sorted = (float[])values.Clone();
        var places = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(sorted, places);
        for (var start = 0; start < sorted.Length;)
        {
            var (x, end) = (sorted[start], start + 1);
            while (end < sorted.Length && sorted[end].Equals(x)) end++;
            var blended = (float)(((1 - share) * x) + (share * ((start + end) / 2.0 / sorted.Length)));
            for (; start < end; start++) values[places[start]] = blended;
        }
    }
}
