using Csss.ServiceDefaults.Operations;

namespace Csss.Inference.Shadow;

internal static class ShadowExtensions
{
    public static WebApplicationBuilder AddShadow(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ShadowMetrics>();
        builder.Services.AddScoped<ShadowRun>();
        builder.Services.AddHostedService<ShadowWorker>();
        builder.Services.AddScoped<IOperatorCommand, ShadowReportCommand>();
        return builder;
    }
}
