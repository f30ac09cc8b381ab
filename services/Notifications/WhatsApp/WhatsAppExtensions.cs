using Csss.Notifications.Deliveries;
using Csss.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.WhatsApp;

internal static class WhatsAppExtensions
{
    public static WebApplicationBuilder AddWhatsApp(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<WhatsAppOptions>("WhatsApp");
        builder.Services.AddHttpClient<TwilioMessages>((services, http) =>
        {
            var options = services.GetRequiredService<IOptions<WhatsAppOptions>>().Value;
            (http.BaseAddress, http.Timeout) = (options.BaseUrl, options.Timeout);
        });
        builder.Services.AddScoped<IDeliveryChannel, WhatsAppChannel>();
        return builder;
    }
}
