using Csss.ServiceDefaults;

namespace Csss.Identity.TwoFactor;

internal static class TwoFactorExtensions
{
    public static WebApplicationBuilder AddTwoFactor(this WebApplicationBuilder builder)
    {
        var isDevelopment = builder.Environment.IsDevelopment();
        builder.Services.AddValidatedOptions<TwoFactorOptions>("TwoFactor");
        builder.Services.PostConfigure<TwoFactorOptions>(options => options.Read(isDevelopment));
        builder.Services.AddScoped<SecondFactor>();
        builder.Services.AddScoped<RecoveryCodes>();
        builder.Services.AddScoped<Authenticators>();
        builder.Services.AddScoped<Challenges>();
        return builder;
    }
}
