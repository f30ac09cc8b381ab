namespace Csss.LocalHosting.Running;

/// <summary>How long to wait before the next restart: at once the first time, then longer; a minute of health forgives.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan[] Delays = [.. new[] { 0, 1, 2, 5, 10 }.Select(seconds => TimeSpan.FromSeconds(seconds))];
    private int _restarts;

    /// <param name="healthyFor">How long the process that has just ended had been healthy; zero if never.</param>
    public TimeSpan Next(TimeSpan healthyFor)
    {
        if (healthyFor >= TimeSpan.FromMinutes(1))
            _restarts = 0;
        return Delays[Math.Min(_restarts++, Delays.Length - 1)];
    }
}
