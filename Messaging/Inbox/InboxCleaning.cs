using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csss.Messaging.Inbox;

/// <summary>Forgets handled messages after a time no broker redelivers after.</summary>
internal sealed partial class InboxCleaning(IServiceScopeFactory scopes, TimeProvider time, ILogger<InboxCleaning> logger) : BackgroundService
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(6), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var before = time.GetUtcNow() - Kept;
                var removed = await scope.ServiceProvider.GetRequiredService<InboxContext>().Database.Set<InboxMessage>()
                    .Where(row => row.ReceivedAt < before).ExecuteDeleteAsync(stoppingToken);
                if (removed > 0) LogRemoved(logger, removed);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // A worker that throws stops the whole service; old rows can wait for the next round.
                LogFailed(logger, exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Forgot {Count} messages handled long ago")]
    private static partial void LogRemoved(ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "The inbox could not be cleaned; it is tried again later")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
