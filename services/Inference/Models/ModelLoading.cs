namespace Csss.Inference.Models;

/// <summary>Loads the models before the service takes requests and says what it loaded, or what is wrong.</summary>
internal sealed partial class ModelLoading(ModelRegistry registry, ILogger<ModelLoading> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        registry.Load();
        foreach (var model in registry.Models) LogLoaded(logger, model.Manifest.Name, model.Manifest.Version, model.Manifest.Onnx.Sha256);
        foreach (var problem in registry.Problems) LogRefused(logger, problem);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Serving {Model} {Version}, SHA-256 {Sha256}")]
    private static partial void LogLoaded(ILogger logger, string model, string version, string sha256);

    [LoggerMessage(LogLevel.Critical, "A model is not served: {Problem}")]
    private static partial void LogRefused(ILogger logger, string problem);
}
