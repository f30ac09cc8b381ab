using Csss.Storage.Blobs;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Reports;

/// <summary>Removes PDFs that no report knows: the service died between writing one and committing its row.</summary>
internal sealed partial class OrphanSweep(IServiceScopeFactory scopes, IBlobStore blobs, TimeProvider time, ILogger<OrphanSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan YoungestOrphan = TimeSpan.FromHours(1);

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<ReportsDb>();
        foreach (var blob in blobs.ListOlderThan(time.GetUtcNow() - YoungestOrphan))
        {
            if (await database.Reports.AnyAsync(report => report.BlobId == blob, cancellationToken)) continue;

            blobs.Delete(blob);
            LogRemoved(logger, blob);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is IOException or System.Data.Common.DbException)
            {
                LogPutOff(logger, exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Information, "Removed blob {Blob}, which no report knows")]
    private static partial void LogRemoved(ILogger logger, Guid blob);

    [LoggerMessage(LogLevel.Warning, "Sweeping orphaned blobs is put off for an hour: {Reason}")]
    private static partial void LogPutOff(ILogger logger, string reason);
}
