using Csss.Notifications.EventLog;

namespace Csss.Notifications.Webhooks.Delivering;

/// <summary>Follows the log.</summary>
internal sealed partial class FanOutWorker(
    FanOut fanOut, FanOutSignal signal, EventLogSignal log, WebhookLanes lanes, TimeProvider time, ILogger<FanOutWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var round = await fanOut.RoundAsync(stoppingToken);
                foreach (var webhook in round.Woken) lanes.Wake(webhook);
                if (!round.More) await WaitAsync(round.Head, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, exception);
                await Task.Delay(PauseAfterFailure, time, stoppingToken);
            }
        }
    }

    /// <summary>Until the log has grown, a webhook has to catch up, or, for what another replica changed, a while has passed.</summary>
    private async Task WaitAsync(long after, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var grown = log.WaitAsync(after, over.Token);
        var raised = signal.WaitAsync(LongestWait, over.Token);
        await Task.WhenAny(grown, raised);
        await over.CancelAsync();
        await Task.WhenAll(grown, raised).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(LogLevel.Error, "No webhook deliveries could be made from the event log; it is tried again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}

/// <summary>Raised when a webhook is to go on from where it once stopped.</summary>
internal sealed class FanOutSignal(TimeProvider time) : Signal(time);
