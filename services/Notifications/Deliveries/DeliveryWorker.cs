using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Deliveries;

/// <summary>
/// Sends what is due, a few at a time. Whatever happens to an attempt, its row stays: the lease runs out and it is tried again.
/// </summary>
internal sealed partial class DeliveryWorker(
    DeliveryQueue queue, IServiceScopeFactory scopes, IOptions<DeliveryOptions> options, TimeProvider time, ILogger<DeliveryWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.Concurrency, CancellationToken = stoppingToken };
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Parallel.ForEachAsync(queue.ReadDueAsync(stoppingToken), parallel, AttemptAsync);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Only the queue's own database calls end up here.
                LogQueueFailed(logger, exception);
                await Task.Delay(PauseAfterFailure, time, stoppingToken);
            }
        }
    }

    private async ValueTask AttemptAsync(DeliveryClaim claim, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await using var lease = new DeliveryLease(claim, scopes, time);
            await scope.ServiceProvider.GetRequiredService<DeliveryAttempt>().RunAsync(claim, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            LogLeaseLost(logger, claim.Sequence);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotRecorded(logger, exception, claim.Sequence);
        }
    }

    [LoggerMessage(LogLevel.Error, "The deliveries could not be read")]
    private static partial void LogQueueFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Delivery number {Sequence} was taken over by another replica while this one was sending it")]
    private static partial void LogLeaseLost(ILogger logger, long sequence);

    [LoggerMessage(LogLevel.Error, "What became of delivery number {Sequence} could not be recorded; it is tried again when its lease is over")]
    private static partial void LogNotRecorded(ILogger logger, Exception exception, long sequence);
}
