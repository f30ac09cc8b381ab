using Csss.Identity.TwoFactor;
using Csss.ServiceDefaults;

namespace Csss.Identity.Login;

internal static class LoginExtensions
{
    public static WebApplicationBuilder AddLogin(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<SessionOptions>("Sessions");
        builder.Services.AddScoped<SecurityEvents>();
        builder.Services.AddScoped<LockOut>();
        builder.Services.AddScoped<Sessions>();
        builder.Services.AddScoped<PasswordLogin>();
        builder.Services.AddHostedService<Cleaning>();
        return builder.AddTwoFactor();
    }
}
