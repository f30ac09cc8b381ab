namespace Csss.Inference.Shadow;

/// <summary>Runs the candidates, one scan at a time and only while no scan waits for its answer. Without a candidate it does nothing.</summary>
internal sealed partial class ShadowWorker(IServiceScopeFactory scopes, Models.ModelRegistry models, TimeProvider time, ILogger<ShadowWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (models.Current.Candidates.Count > 0 && await RunOneAsync(stoppingToken)) { }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, exception);
            }
        }
    }

    private async Task<bool> RunOneAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ShadowRun>().TryNextAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Shadow runs are put off")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
