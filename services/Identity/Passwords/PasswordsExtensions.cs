using Csss.ServiceDefaults;

namespace Csss.Identity.Passwords;

internal static class PasswordsExtensions
{
    public static WebApplicationBuilder AddPasswords(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<PasswordOptions>("Passwords");
        builder.Services.AddSingleton<BreachedList>();
        builder.Services.AddSingleton<PasswordCheck>();
        builder.Services.AddScoped<PasswordProof>();
        builder.Services.AddScoped<PasswordChanges>();
        return builder;
    }
}
