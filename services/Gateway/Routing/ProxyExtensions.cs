using OpenTelemetry.Instrumentation.Http;
using Yarp.ReverseProxy.Configuration;

namespace Csss.Gateway.Routing;

internal static class ProxyExtensions
{
    public static WebApplicationBuilder AddProxy(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IProxyConfigProvider, ProxyConfiguration>();
        builder.Services.AddReverseProxy();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = Routes.SmallBody);
        // The probes of every two seconds are not traces anybody reads.
        builder.Services.Configure<HttpClientTraceInstrumentationOptions>(http =>
            http.FilterHttpRequestMessage = request => request.RequestUri?.AbsolutePath != "/health");
        return builder;
    }

    public static void MapProxy(this WebApplication app) =>
        app.MapReverseProxy(proxy =>
        {
            proxy.UseMiddleware<ForwardingProblems>();
            proxy.UseMiddleware<BodyLimit>();
            proxy.UseMiddleware<SecondChance>();
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });
}
