using Microsoft.EntityFrameworkCore;

namespace Csss.Inference.Scans;

/// <summary>Waits until a scan is final: told at once by this process's worker, found by polling when another replica did the work.</summary>
internal sealed class ScanWaiting(InferenceDb database, ScanSignals signals, TimeProvider time)
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>The final scan, or null when the time is up.</summary>
    public async Task<Scan?> UntilFinalAsync(Guid scanId, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + atMost;
        var signal = signals.Listen(scanId);
        try
        {
            while (true)
            {
                var scan = await database.Scans.AsNoTracking().SingleAsync(row => row.Id == scanId, cancellationToken);
                if (ScanStatus.IsFinal(scan.Status)) return scan;

                var left = until - time.GetUtcNow();
                if (left <= TimeSpan.Zero) return null;
                await Task.WhenAny(signal, Task.Delay(left < PollEvery ? left : PollEvery, time, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            signals.Forget(scanId);
        }
    }
}
