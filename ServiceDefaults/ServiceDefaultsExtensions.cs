using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Health;
using Csss.ServiceDefaults.Http;
using Csss.ServiceDefaults.Operations;
using Csss.ServiceDefaults.Problems;
using Csss.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Csss.ServiceDefaults;

/// <summary>
/// The three calls every service makes: <see cref="AddServiceDefaults"/>, <see cref="UseServiceDefaults"/> and
/// <see cref="RunServiceAsync"/>.
/// </summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Adds telemetry, health, discovery, resilience, token validation, JSON and problem details.</summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="service">The service's resource name, for instance <c>inference</c>: names its telemetry and its OpenAPI document.</param>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string service)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = LogLevels.Defaults });
        SecretFiles.Add(builder.Configuration);
        builder.Services.AddSingleton(new ServiceName(service));
        builder.Services.TryAddSingleton(TimeProvider.System);
        NoKeyRing.Apply(builder);
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);

        builder.Services.AddValidatedOptions<ForwardingOptions>("Forwarding");
        builder.AddTelemetry(service);
        builder.AddHealth();
        builder.AddHttpDefaults();
        builder.AddTokenValidation();
        builder.AddProblems();
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions));
        builder.Services.AddOpenApi(service, ApiDescription.Configure);
        return builder;
    }

    /// <summary>Adds the middleware, in the one order that is right. Call it before mapping endpoints.</summary>
    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        app.UseForwardedHeaders(app.Services.GetRequiredService<IOptions<ForwardingOptions>>().Value.Headers());
        app.UseProblems();
        app.UseAuthentication();
        app.UseAuthorization();
        return app;
    }

    /// <summary>
    /// Maps <c>/health</c>, <c>/alive</c> and <c>/openapi/{service}.json</c>, refuses to start when a route declares no
    /// policy, then runs the service, or the operator command named first in <paramref name="args"/>.
    /// </summary>
    /// <returns>The process's exit code.</returns>
    /// <exception cref="InvalidOperationException">A route has neither a policy nor <c>AllowAnonymous</c>.</exception>
    public static async Task<int> RunServiceAsync(this WebApplication app, string[] args)
    {
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        DeclaredPolicies.Verify(app);
        if (await OperatorCommands.TryRunAsync(app, args) is { } exitCode) return exitCode;

        await app.RunAsync();
        return 0;
    }
}
