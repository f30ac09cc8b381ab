using Csss.ServiceDefaults;

namespace Csss.Inference.Imaging;

internal static class ImagingExtensions
{
    public static WebApplicationBuilder AddImaging(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ImageLimits>("Imaging");
        builder.Services.AddSingleton<DecodeGate>();
        builder.Services.AddScoped<ScanImages>();
        return builder;
    }
}
