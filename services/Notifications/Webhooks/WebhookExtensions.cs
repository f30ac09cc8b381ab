using Csss.Contracts;
using Csss.Notifications.Webhooks.Authorisation;
using Csss.Notifications.Webhooks.Delivering;
using Csss.Notifications.Webhooks.Notice;
using Csss.Notifications.Webhooks.Targets;
using Csss.ServiceDefaults;
using Csss.ServiceDefaults.Http;
using Csss.Storage.Rotation;

namespace Csss.Notifications.Webhooks;

internal static class WebhookExtensions
{
    public static WebApplicationBuilder AddWebhooks(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<WebhookOptions>("Webhooks");
        builder.Services.AddSingleton<IHostResolver, SystemResolver>();
        builder.Services.AddSingleton<TargetRules>();
        builder.Services.AddSingleton<WebhookSecrets>();
        builder.Services.AddScoped<IMasterKeyUse, SealedWebhookKeys>();
        builder.Services.AddInternalClient<ClientDirectory>(ResourceNames.Identity);
        builder.Services.AddSingleton<ClientRights>();
        builder.Services.AddScoped<WebhookNoticeMail>();
        builder.Services.AddDelivering();
        builder.Services.AddHostedService<WebhookCleaning>();
        return builder;
    }

    private static void AddDelivering(this IServiceCollection services)
    {
        services.AddSingleton<WebhookMetrics>();
        services.AddSingleton<WebhookLedger>();
        services.AddSingleton<WebhookSwitches>();
        services.AddSingleton<WebhookQueue>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<WebhookOutcomes>();
        services.AddSingleton<WebhookReading>();
        services.AddSingleton<WebhookLanes>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookLanes>());
        services.AddSingleton<FanOutSignal>();
        services.AddSingleton<FanOut>();
        services.AddHostedService<FanOutWorker>();
    }
}
