using Csss.ServiceDefaults;

namespace Csss.Identity.Mail;

internal static class MailExtensions
{
    public static WebApplicationBuilder AddAccountMail(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<MailOptions>("Mail");
        builder.Services.AddSingleton<AccountMail>();
        return builder;
    }
}
