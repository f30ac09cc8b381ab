using Csss.ServiceDefaults;

namespace Csss.Notifications.Email;

internal static class EmailExtensions
{
    public static WebApplicationBuilder AddEmail(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<SmtpOptions>("Smtp");
        builder.Services.AddValidatedOptions<MailOptions>("Mail")
            .Configure<IConfiguration>((mail, configuration) => mail.PortalUrl ??= configuration.GetValue<Uri>("Gateway:PublicUrl"));
        builder.Services.AddSingleton<SmtpServer>();
        builder.Services.AddSingleton<MailFactory>();
        return builder;
    }
}
