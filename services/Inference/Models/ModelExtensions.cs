using Csss.ServiceDefaults;

namespace Csss.Inference.Models;

internal static class ModelExtensions
{
    public static WebApplicationBuilder AddModels(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ModelOptions>("Models");
        builder.Services.AddSingleton<ModelRegistry>();
        builder.Services.AddHostedService<ModelLoading>();
        builder.Services.AddHealthChecks().AddCheck<ModelHealth>("models");
        return builder;
    }
}
