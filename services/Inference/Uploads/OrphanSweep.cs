using Csss.Inference.Scans;
using Csss.Storage.Blobs;
using Microsoft.EntityFrameworkCore;

namespace Csss.Inference.Uploads;

/// <summary>Removes blobs that no scan knows: what a crash between storing a file and saving its row leaves.</summary>
internal sealed partial class OrphanSweep(IServiceScopeFactory scopes, IBlobStore blobs, TimeProvider time, ILogger<OrphanSweep> logger) : BackgroundService
{
    /// <summary>Longer than any upload takes.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromHours(1);
    private const int Batch = 200;

    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var files = scope.ServiceProvider.GetRequiredService<InferenceDb>().Set<ScanFile>();
        var removed = 0;
        foreach (var old in blobs.ListOlderThan(time.GetUtcNow() - Age).Chunk(Batch))
        {
            var known = await files.Where(file => old.Contains(file.BlobId)).Select(file => file.BlobId).ToListAsync(cancellationToken);
            foreach (var orphan in old.Except(known))
            {
                blobs.Delete(orphan);
                removed++;
            }
        }

        return removed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        do
        {
            try
            {
                if (await SweepAsync(stoppingToken) is > 0 and var removed) LogRemoved(logger, removed);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "Removed {Count} stored files that no scan knows")]
    private static partial void LogRemoved(ILogger logger, int count);

    [LoggerMessage(LogLevel.Error, "Looking for stored files that no scan knows failed; trying again later")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
