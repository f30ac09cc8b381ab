using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Deliveries;

/// <summary>Forgets deliveries that ended long ago: how they ended was told to the other services then.</summary>
internal sealed partial class DeliveryCleaning(
    IServiceScopeFactory scopes, IOptions<DeliveryOptions> options, TimeProvider time, ILogger<DeliveryCleaning> logger) : BackgroundService
{
    /// <summary>Few enough that writers need not wait long.</summary>
    private const int Batch = 1000;

    private static readonly TimeSpan Every = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var removed = await CleanAsync(scope.ServiceProvider.GetRequiredService<NotificationsDb>(), time.GetUtcNow() - options.Value.KeepFor, stoppingToken);
                if (removed > 0) LogRemoved(logger, removed);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // A worker that throws stops the whole service; old rows can wait for the next round.
                LogFailed(logger, exception);
            }
        }
    }

    /// <returns>How many went.</returns>
    internal static async Task<int> CleanAsync(NotificationsDb database, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var (removed, last) = (0, 0);
        do
        {
            last = await database.Deliveries.Where(row => row.EndedAt < before).OrderBy(row => row.Sequence).Take(Batch).ExecuteDeleteAsync(cancellationToken);
            removed += last;
        }
        while (last == Batch);
        return removed;
    }

    [LoggerMessage(LogLevel.Information, "Forgot {Count} mail deliveries that ended long ago")]
    private static partial void LogRemoved(ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "Old mail deliveries could not be removed; it is tried again later")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
