namespace Csss.Identity.OneTimeCodes;

internal static class OneTimeCodesExtensions
{
    public static WebApplicationBuilder AddOneTimeCodes(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<CodeIssuer>();
        builder.Services.AddScoped<CodeVerifier>();
        builder.Services.AddScoped<AddressVerification>();
        return builder;
    }
}
