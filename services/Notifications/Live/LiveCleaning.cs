using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Live;

/// <summary>Forgets changes that are older than is kept, and care that has ended.</summary>
internal sealed partial class LiveCleaning(IServiceScopeFactory scopes, IOptions<LiveOptions> options, TimeProvider time, ILogger<LiveCleaning> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(30), time);
        do
        {
            try
            {
                await CleanAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // A worker that throws stops the whole service; old rows can wait for the next round.
                LogFailed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task CleanAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        var now = time.GetUtcNow();
        var before = now - options.Value.Kept;
        await database.Set<ScanChange>().Where(change => change.At < before).ExecuteDeleteAsync(cancellationToken);
        await database.Set<CareRelation>().Where(care => care.Until < now).ExecuteDeleteAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Old changes of scans could not be removed; it is tried again later")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
