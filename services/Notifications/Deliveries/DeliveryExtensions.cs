using Csss.ServiceDefaults;

namespace Csss.Notifications.Deliveries;

internal static class DeliveryExtensions
{
    public static WebApplicationBuilder AddDeliveries(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<DeliveryOptions>("Deliveries");
        builder.Services.AddSingleton<DeliverySignal>();
        builder.Services.AddSingleton<DeliveryMetrics>();
        builder.Services.AddSingleton<DeliveryQueue>();
        builder.Services.AddScoped<DeliveryAttempt>();
        builder.Services.AddHostedService<DeliveryWorker>();
        builder.Services.AddHostedService<DeliveryCleaning>();
        return builder;
    }
}
