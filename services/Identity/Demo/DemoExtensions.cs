namespace Csss.Identity.Demo;

internal static class DemoExtensions
{
    public static WebApplicationBuilder AddDemoAccounts(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment()) builder.Services.AddHostedService<DemoAccounts>();
        return builder;
    }
}
