using Csss.ServiceDefaults;
using Csss.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

namespace Csss.Gateway.Security;

/// <summary>
/// Outside development nothing is answered without TLS. A browser that opens a page is sent to the public address; a program is refused, not sent on: its
/// token has already travelled in the clear, and somebody should notice.
/// </summary>
internal static class Transport
{
    /// <summary>For those who look after the process from inside; they tell nothing but a status.</summary>
    private static readonly string[] Probes = ["/health", "/alive"];

    public static WebApplicationBuilder AddTransport(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<TransportOptions>("Gateway").PostConfigure<IHostEnvironment>((transport, host) =>
        {
            transport.IsDevelopment = host.IsDevelopment();
            transport.AllowPlainHttp ??= host.IsDevelopment();
        });
        if (builder.Environment.IsDevelopment() && builder.Configuration["Gateway:DevelopmentCertificate"] is { Length: > 0 } folder)
        {
            var certificate = DevelopmentCertificate.Load(folder, TimeProvider.System);
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults((HttpsConnectionAdapterOptions https) => https.ServerCertificate = certificate));
        }

        return builder;
    }

    /// <summary>After <see cref="ClientAddress.UseClientAddress"/>, which settles whether the client's own connection had TLS.</summary>
    public static void UseTransport(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<TransportOptions>>().Value;
        if (options.AllowPlainHttp is true) return;

        app.Use((context, next) =>
            context.Request.IsHttps || Probes.Contains(context.Request.Path.Value, StringComparer.Ordinal) ? next(context)
            : IsPage(context.Request) && options.PublicUrl is { Scheme: "https" } address ? Redirect(context, address)
            : ApiProblem.Malformed("https_required", "This system is reached over https only. Whatever secret this request held is to be replaced.").ExecuteAsync(context));
    }

    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Headers.Authorization.Count == 0
        && request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html");

    private static Task Redirect(HttpContext context, Uri address)
    {
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        // Put together, not resolved: a path that begins with two slashes would lead to another host.
        context.Response.Headers.Location = address.GetLeftPart(UriPartial.Authority) + context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();
        return Task.CompletedTask;
    }
}
