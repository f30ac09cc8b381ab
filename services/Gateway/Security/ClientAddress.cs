using Csss.ServiceDefaults;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Csss.Gateway.Security;

/// <summary>
/// Who is calling is settled here, once: from a trusted proxy's headers or else from the connection. Then all such headers are
/// removed, and the services get only the ones that the gateway writes.
/// </summary>
internal static class ClientAddress
{
    private static readonly string[] Claims =
    [
        "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Forwarded-Proto",
        "X-Original-For", "X-Original-Host", "X-Original-Prefix", "X-Original-Proto", "X-Real-IP",
    ];

    public static WebApplicationBuilder AddClientAddress(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ClientAddressOptions>("Gateway");
        return builder;
    }

    public static void UseClientAddress(this WebApplication app)
    {
        var trusted = app.Services.GetRequiredService<IOptions<ClientAddressOptions>>().Value.Networks().ToList();
        if (trusted.Count > 0)
        {
            var options = new ForwardedHeadersOptions
            {
                ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
                ForwardLimit = null,
            };
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            trusted.ForEach(options.KnownIPNetworks.Add);
            app.UseForwardedHeaders(options);
        }

        app.Use((context, next) =>
        {
            foreach (var name in Claims) context.Request.Headers.Remove(name);
            return next(context);
        });
    }
}
