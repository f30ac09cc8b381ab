using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Webhooks.Delivering;

/// <summary>A lane for each webhook, as long as it is there; those that another replica made are found within half a minute.</summary>
internal sealed partial class WebhookLanes(
    IServiceScopeFactory scopes, WebhookQueue queue, WebhookSender sender, WebhookOutcomes outcomes, WebhookReading reading, WebhookMetrics metrics,
    IOptions<WebhookOptions> options, TimeProvider time, ILoggerFactory loggers, ILogger<WebhookLanes> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<long, (WebhookLane Lane, Task Running)> _lanes = [];
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>This webhook has something to send.</summary>
    public void Wake(long webhook)
    {
        lock (_lock)
        {
            if (_stopping.IsCancellationRequested) return;

            if (_lanes.TryGetValue(webhook, out var known) && !known.Running.IsCompleted)
            {
                known.Lane.Wake();
                return;
            }

            var lane = new WebhookLane(webhook, queue, sender, outcomes, options, time, loggers.CreateLogger<WebhookLane>());
            _lanes[webhook] = (lane, Task.Run(() => lane.RunAsync(_stopping.Token), CancellationToken.None));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            do
            {
                await LookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        finally
        {
            await StopLanesAsync();
        }
    }

    public override void Dispose()
    {
        _stopping.Dispose();
        base.Dispose();
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var database = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
            foreach (var webhook in await database.Webhooks.Select(row => row.Sequence).ToListAsync(stoppingToken)) Wake(webhook);
            await reading.TellAsync(database, stoppingToken);
            metrics.Pending(await database.WebhookDeliveries.LongCountAsync(row => row.State == WebhookDeliveryState.Pending, stoppingToken));
            lock (_lock)
            {
                foreach (var (webhook, lane) in _lanes)
                    if (lane.Running.IsCompleted) _lanes.Remove(webhook);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(logger, exception);
        }
    }

    private async Task StopLanesAsync()
    {
        List<Task> running;
        lock (_lock)
        {
            _stopping.Cancel();
            running = [.. _lanes.Values.Select(lane => lane.Running)];
        }

        await Task.WhenAll(running);
    }

    [LoggerMessage(LogLevel.Warning, "The webhooks could not be looked through; it is tried again later")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
