using System.Buffers.Text;
using System.Security.Cryptography;
using Csss.Gateway.Routing;
using Scalar.AspNetCore;
using Yarp.ReverseProxy;

namespace Csss.Gateway.Docs;

/// <summary>One page for people over every service's OpenAPI document. It is served whole from here and asks nobody else for anything.</summary>
internal static class DocsEndpoints
{
    public static void MapDocs(this WebApplication app)
    {
        app.MapGet("/", Home).AllowAnonymous().ExcludeFromDescription();
        app.MapScalarApiReference("/docs", Configure).AllowAnonymous();
    }

    private static IResult Home(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html")
            ? TypedResults.Redirect("/docs")
            : TypedResults.Ok(new { Name = "CSSS, Clinical Scan Support System", Docs = "/docs", Health = "/health" });

    private static void Configure(ScalarOptions page, HttpContext context)
    {
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        // The page's scripts carry the nonce. It styles itself from script, which only unsafe-inline allows.
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
            "connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        page.WithNonce(nonce).WithTitle("CSSS API")
            .DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideDeveloperTools().HideClientButton();
        var reachable = context.RequestServices.GetRequiredService<IProxyStateLookup>();
        foreach (var service in Routes.Services.Where(service => reachable.TryGetCluster(service, out _)))
            page.AddDocument(service, char.ToUpperInvariant(service[0]) + service[1..], "/openapi/{documentName}.json");
    }
}
