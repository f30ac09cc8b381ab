using System.Diagnostics;

namespace Csss.Benchmarks;

internal static class Median
{
    /// <summary>Runs all contestants in turn, as often as asked, and answers each one's median milliseconds.</summary>
    public static double[] Of(int repeats, params Action[] contestants)
    {
        foreach (var warm in contestants) warm();
        var times = contestants.Select(_ => new double[repeats]).ToArray();
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            for (var i = 0; i < contestants.Length; i++)
            {
                var started = Stopwatch.GetTimestamp();
                contestants[i]();
                times[i][repeat] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        }

        return [.. times.Select(Middle)];
    }

    private static double Middle(double[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }
}
