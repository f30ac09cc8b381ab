namespace Csss.Notifications.EventExchange;

internal static class EventExchangeExtensions
{
    public static WebApplicationBuilder AddEventExchange(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EventExchangeMetrics>();
        builder.Services.AddHostedService<EventExchangeWorker>();
        return builder;
    }
}
