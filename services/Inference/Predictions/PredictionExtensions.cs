using Csss.Contracts;
using Csss.Inference.Care;
using Csss.Inference.Results;
using Csss.Messaging;
using MassTransit;

namespace Csss.Inference.Predictions;

internal static class PredictionExtensions
{
    public static WebApplicationBuilder AddWorker(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<InferenceMetrics>();
        builder.Services.AddScoped<ScanInputs>();
        builder.Services.AddScoped<Classifier>();
        builder.Services.AddScoped<Classification>();
        return builder.AddMessaging<InferenceDb>(ResourceNames.Inference, bus =>
        {
            bus.AddConsumer<ScanUploadedConsumer, ScanUploadedConsumerDefinition>();
            bus.AddConsumer<ClassifyScanConsumer, ClassifyScanConsumerDefinition>();
            bus.AddConsumer<CareGrantedConsumer, CareGrantedConsumerDefinition>();
            bus.AddConsumer<ReportGeneratedConsumer, ReportGeneratedConsumerDefinition>();
        });
    }
}
