namespace Csss.Gateway.Health;

internal static class ServicesHealthExtensions
{
    public static WebApplicationBuilder AddServicesHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SeenServices>();
        builder.Services.AddHealthChecks().AddCheck<ServicesHealth>("services");
        return builder;
    }
}
