using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csss.ServiceDefaults.Operations;

/// <summary>
/// Work that comes round: cleaning, looking for what another replica changed. A round that fails is told in the log and comes again; thrown on, it would stop
/// the whole service.
/// </summary>
/// <param name="scopes">Each round has a scope of its own.</param>
/// <param name="time">Sets the rounds.</param>
/// <param name="logger">The worker's own.</param>
/// <param name="every">From one round to the next. Asked for when the service runs: settings that cannot work are told of together, at its start.</param>
/// <param name="work">What it does, for the log: "Removing old deliveries".</param>
/// <param name="atOnce">Whether the first round is at the start, and not one interval later.</param>
public abstract partial class PeriodicWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger logger, Func<TimeSpan> every, string work, bool atOnce = false) : BackgroundService
{
    /// <summary>One whose interval is no setting.</summary>
    protected PeriodicWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger logger, TimeSpan every, string work, bool atOnce = false)
        : this(scopes, time, logger, () => every, work, atOnce)
    {
    }

    /// <summary>The clock of the rounds.</summary>
    protected TimeProvider Time => time;

    /// <summary>The worker's own.</summary>
    protected ILogger Logger => logger;

    /// <summary>Scopes beside that of the round.</summary>
    protected IServiceScopeFactory Scopes => scopes;

    /// <summary>One round.</summary>
    protected abstract Task RunAsync(IServiceProvider services, CancellationToken cancellationToken);

    /// <inheritdoc />
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every(), time);
        if (atOnce) await RoundAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await RoundAsync(stoppingToken);
    }

    private async Task RoundAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await RunAsync(scope.ServiceProvider, stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(logger, exception, work, every());
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Work} failed; it is tried again in {Every}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string work, TimeSpan every);
}
