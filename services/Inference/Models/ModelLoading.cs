using Microsoft.Extensions.Options;

namespace Csss.Inference.Models;

/// <summary>Loads the models before the service takes requests, and again when their files change; says what it loaded, or what is wrong.</summary>
internal sealed partial class ModelLoading(ModelRegistry registry, IOptions<ModelOptions> options, TimeProvider time, ILogger<ModelLoading> logger) : BackgroundService
{
    private string _loaded = "";

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Load(ModelFiles.Stamp(options.Value.Directory));
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PollEvery, time);
        var before = _loaded;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                // Only what two looks in a row find the same is taken: a file that is still being written is not.
                var now = ModelFiles.Stamp(options.Value.Directory);
                if (now != _loaded && now == before) Load(now);
                before = now;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // A worker that throws stops the whole service; the models it has serve on.
                LogFailed(logger, exception);
            }
        }
    }

    private void Load(string stamp)
    {
        var before = registry.Current;
        registry.Load();
        _loaded = stamp;

        var (served, shadowing) = (registry.Current.Active.Values.Distinct(), registry.Current.Candidates.Values.Distinct());
        foreach (var model in served.Except(before.Active.Values)) LogServing(logger, model.Manifest.Name, model.Manifest.Version, model.Manifest.Onnx.Sha256);
        foreach (var model in shadowing.Except(before.Candidates.Values)) LogShadowing(logger, model.Manifest.Name, model.Manifest.Version, model.Manifest.Onnx.Sha256);
        foreach (var problem in registry.Current.Problems) LogRefused(logger, registry.Current.IsComplete ? LogLevel.Error : LogLevel.Critical, problem);
    }

    [LoggerMessage(LogLevel.Information, "Serving {Model} {Version}, SHA-256 {Sha256}")]
    private static partial void LogServing(ILogger logger, string model, string version, string sha256);

    [LoggerMessage(LogLevel.Information, "In shadow: {Model} {Version}, SHA-256 {Sha256}")]
    private static partial void LogShadowing(ILogger logger, string model, string version, string sha256);

    [LoggerMessage("Models: {Problem}")]
    private static partial void LogRefused(ILogger logger, LogLevel level, string problem);

    [LoggerMessage(LogLevel.Error, "Looking for changed models failed; trying again later")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
