namespace Csss.Notifications.AccountMails;

internal static class AccountMailExtensions
{
    public static WebApplicationBuilder AddAccountMails(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<AccountMail>();
        return builder;
    }
}
