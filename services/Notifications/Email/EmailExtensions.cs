using Csss.Notifications.Deliveries;
using Csss.ServiceDefaults;
using MailKit.Security;

namespace Csss.Notifications.Email;

internal static class EmailExtensions
{
    public static WebApplicationBuilder AddEmail(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<SmtpOptions>("Smtp").PostConfigure<IHostEnvironment>((smtp, host) =>
            smtp.Security ??= host.IsDevelopment() ? SecureSocketOptions.StartTlsWhenAvailable : SecureSocketOptions.StartTls);
        builder.Services.AddValidatedOptions<MailOptions>("Mail")
            .Configure<IConfiguration>((mail, configuration) => mail.PortalUrl ??= configuration.GetValue<Uri>("Gateway:PublicUrl"));
        builder.Services.AddSingleton<SmtpServer>();
        builder.Services.AddScoped<IDeliveryChannel, EmailChannel>();
        builder.Services.AddSingleton<MailFactory>();
        // Made at once: a service whose templates are broken does not start.
        builder.Services.AddSingleton(new MailTemplates());
        return builder;
    }
}
