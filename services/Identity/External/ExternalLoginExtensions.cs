using Csss.ServiceDefaults;

namespace Csss.Identity.External;

internal static class ExternalLoginExtensions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void AddExternalLogin(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ExternalLoginOptions>("ExternalLogin")
            .PostConfigure<IHostEnvironment>((options, host) => options.IsDevelopment = host.IsDevelopment());
#pragma warning disable EXTEXP0001 // Somebody waits for the answer, and a code can be redeemed once: nothing is tried again on its own.
        builder.Services.AddHttpClient(ExternalProvider.HttpClientName, http => http.Timeout = Patience).RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        builder.Services.AddSingleton<ExternalProvider>();
        builder.Services.AddScoped<ExternalLogin>();
    }
}
